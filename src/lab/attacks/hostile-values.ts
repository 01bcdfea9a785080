import type { Attack } from '../attack.ts'
import { byLanding } from '../judge.ts'
import { callOf, deployOf } from './contract-call.ts'

/**
 * Values that lie about what they are, at every way out of a contract: as stored values, keys, events and
 * errors.
 */
const SOURCE = `const lying = length => Object.defineProperty(new Uint8Array(3), 'length', { value: length })
const revoked = () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy }
export default class Liar extends Contract {
  static view = Object.defineProperty(['look'], 'includes', { value: () => 'perhaps' })
  look() { return lying(NaN) }
  keep() {
    this.state.kept = lying(NaN)
    this.map('kept').set(lying(-1), lying(2 ** 40))
    return lying(NaN)
  }
  lie() {
    const lies = [
      () => ctx.balanceOf('abc\\u{1f600}'),
      () => ctx.balanceOf('\\ud83d'),
      () => ctx.transfer(lying(NaN), 1n),
      () => ctx.emit('told', new Proxy(new Uint8Array(3), { get: () => -1 })),
      () => ctx.emit('told', revoked(), '\\udc00'),
      () => ctx.call(ctx.address, 'look', lying(NaN)),
      () => ctx.verifySignature(lying(32), lying(0), lying(64)),
      () => { this.state.kept = Object.setPrototypeOf({ length: NaN }, Uint8Array.prototype) },
    ]
    for (const lie of lies) try { lie() } catch {}
    throw Object.defineProperty(new RangeError('constructor'), 'stack', { value: 'contract.js:' + '9'.repeat(40) })
  }
}`

export const hostileValues: Attack = {
  name: 'hostile-values',
  title: 'A contract with hostile values',
  group: 'Contracts',
  what: 'Calls a contract that passes hostile values to its host: lengths that are not numbers, proxies, half characters.',
  outcome:
    'An unreadable value is an error of the contract, in every tab alike; all tabs continue to make blocks.',
  engines: ['poa', 'pow', 'pos'],
  expects: { rule: 'CODE_THREW', verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    await callOf(lab, contract, 'keep')
    const call = await callOf(lab, contract, 'lie')
    // A tab that could not read one of them would make no more blocks.
    const payment = lab.payment(await lab.purse())
    await lab.announceTransaction(payment.bytes)
    await lab.landed(payment.id)
    return { ids: [call.id], judge: byLanding(call.id) }
  },
}
