/**
 * A contract for the golden chain: some of everything that code can do, and every way in which it can end.
 * Its text is frozen.
 */
export const GOLDEN_KIT = `export default class Kit extends Contract {
  static view = ['keys', 'ask', 'where']
  static payable = ['give']

  init(name) {
    ctx.assert(name !== '', 'name: it is empty')
    this.state.name = name
    this.state.works = 0
  }

  put(key, value) {
    this.map('things').set(key, value)
    ctx.emit('put', value, key)
    return this.map('things').get(key)
  }

  drop(key) {
    this.map('things').delete(key)
  }

  keys(after) {
    return this.map('things').keys(after === null ? { limit: 2 } : { after })
  }

  pass(address, method, args) {
    ctx.emit('before', null, method)
    const result = ctx.call(address, method, args)
    ctx.emit('after', result, method)
    return result
  }

  tryPass(address, method, args) {
    try {
      return ctx.call(address, method, args)
    } catch (error) {
      ctx.emit('caught', error.message)
      return error.message
    }
  }

  ask(address, method, args) {
    return ctx.call(address, method, args)
  }

  give() {
    return [ctx.value, ctx.balance]
  }

  payOut(to, amount) {
    ctx.transfer(to, amount)
    return ctx.balanceOf(to)
  }

  work(times) {
    let text = ''
    let big = 1n
    const floats = new Float64Array(8)
    const words = new Map()
    for (let i = 1; i <= times; i++) {
      text += String.fromCodePoint(0x61 + (i % 26)) + i.toString(36)
      big = (big * 31n + BigInt(i)) ** 2n % (2n ** 127n - 1n)
      floats[i % 8] = Math.sqrt(i) / 3 + Math.sin(i)
      words.set(text.slice(-2), i)
    }
    const parts = text.replace(/([a-f])(\\d)/g, '$2$1').split(/[0-9]+/).sort()
    this.state.works += times
    this.state.last = JSON.stringify({ parts, floats: [...floats], words: [...words] })
    return [this.state.works, big, new Uint8Array(floats.buffer)]
  }

  loop() {
    for (;;);
  }

  recurse(depth) {
    return this.recurse(depth + 1)
  }

  hoard() {
    const all = []
    for (;;) all.push(new Uint8Array(100000))
  }

  stop(message) {
    this.state.name = 'never'
    ctx.emit('never')
    throw new RangeError(message)
  }

  odd() {
    throw { toString() { return 'never asked' } }
  }

  _hidden() {}

  check(key, message, signature) {
    return ctx.verifySignature(key, message, signature)
  }

  digest(bytes) {
    return ctx.sha256(bytes)
  }

  where() {
    const { caller, value, address, height, time, producer } = ctx
    return [caller, value, address, height, time, producer, this.state.name]
  }
}
`
