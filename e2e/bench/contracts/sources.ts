/** The smallest contracts for the measurements, equivalent to the bytecode in evm.ts. */
export const TRIVIAL = 'export default class Trivial extends Contract { nothing() {} }'

export const COUNTER = `export default class Counter extends Contract {
  init() { this.state.count = 0 }
  add() { this.state.count += 1 }
}`

/** Everybody in the list begins with the same balance. */
export const TOKEN = `export default class Token extends Contract {
  init(holders) { for (const holder of holders) this.map('balances').set(holder, 1000000n) }
  transfer(to, amount) {
    const balances = this.map('balances')
    const own = balances.get(ctx.caller) ?? 0n
    ctx.assert(own >= amount, 'too little')
    balances.set(ctx.caller, own - amount)
    balances.set(to, (balances.get(to) ?? 0n) + amount)
    ctx.emit('transfer', amount, ctx.caller, to)
  }
}`
