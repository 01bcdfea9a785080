/** The source of a new contract, which can be tried and deployed as it is. */
export const STARTER_SOURCE = `/** What this contract is for, and how it is used. */
export default class Counter extends Contract {
  static view = ['count']

  init(start = 0) {
    this.state.count = start
  }

  add(by = 1) {
    ctx.assert(Number.isInteger(by) && by > 0, 'by: a whole number above 0')
    this.state.count += by
    ctx.emit('added', by, ctx.caller)
    return this.state.count
  }

  count() {
    return this.state.count
  }
}
`
