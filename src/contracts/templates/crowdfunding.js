/**
 * Crowdfunding, all or nothing: many pledge coins, which are used only if the goal is reached in time.
 *
 * Deploy it with a title, a goal and the minutes until the end: init('A new oven', 50000000n, 10080). Until
 * then anyone pledges by sending coins. Afterwards you collect all of them if the goal was reached; if not,
 * everyone takes their pledge back by refund.
 */
export default class Crowdfunding extends Contract {
  static payable = ['pledge']
  static view = ['info', 'pledgeOf', 'backers']

  init(title, goal, minutes) {
    ctx.assert(
      typeof title === 'string' && title.trim() !== '' && title.length <= 200,
      'title: 1 to 200 characters',
    )
    ctx.assert(typeof goal === 'bigint' && goal > 0n, 'goal: a bigint of base units above 0n')
    ctx.assert(
      Number.isInteger(minutes) && minutes >= 1 && minutes <= 525600,
      'minutes: a number of 1 to 525600',
    )
    this.state.title = title
    this.state.owner = ctx.caller
    this.state.goal = goal
    this.state.raised = 0n
    this.state.endsAt = ctx.time + minutes * 60000
    this.state.isCollected = false
  }

  pledge() {
    ctx.assert(!this._isOver(), 'the campaign is over; no more pledges are accepted')
    ctx.assert(ctx.value > 0n, 'send the coins that you pledge with the call')
    ctx.assert(
      ctx.caller.startsWith('tab1'),
      'contracts cannot pledge, because coins could not be sent back to them',
    )
    this.map('pledges').set(ctx.caller, this._pledged(ctx.caller) + ctx.value)
    this.state.raised += ctx.value
    ctx.emit('pledged', ctx.value, ctx.caller)
  }

  /** The owner takes all coins, once, if the goal was reached. */
  collect() {
    const { owner, goal, raised, isCollected } = this.state
    ctx.assert(ctx.caller === owner, 'only the owner of the campaign can collect')
    ctx.assert(this._isOver(), 'the campaign is not over yet; collect when it is')
    ctx.assert(raised >= goal, `only ${raised} of ${goal} were pledged; the backers can take them back`)
    ctx.assert(!isCollected, 'the coins are collected already')
    this.state.isCollected = true
    ctx.transfer(owner, raised)
    ctx.emit('collected', raised, owner)
  }

  /** A backer takes their pledge back, if the goal was missed. */
  refund() {
    ctx.assert(this._isOver(), 'the campaign is not over yet; pledges stay until it is')
    ctx.assert(this.state.raised < this.state.goal, 'the goal was reached; pledges are not returned')
    const amount = this._pledged(ctx.caller)
    ctx.assert(amount > 0n, 'you have no pledge here, or took it back already')
    this.map('pledges').delete(ctx.caller)
    ctx.transfer(ctx.caller, amount)
    ctx.emit('refunded', amount, ctx.caller)
  }

  info() {
    const { title, owner, goal, raised, endsAt, isCollected } = this.state
    return {
      title,
      owner,
      goal,
      raised,
      endsAt,
      isOver: this._isOver(),
      isReached: raised >= goal,
      isCollected,
    }
  }

  pledgeOf(address) {
    return this._pledged(`${address}`.trim().toLowerCase())
  }

  /** Up to 50 backers with their pledges; `after` is the last address of the page before. */
  backers(after) {
    const addresses = this.map('pledges').keys({ after: after ?? undefined, limit: 50 })
    return addresses.map(address => ({ address, amount: this._pledged(address) }))
  }

  _pledged(address) {
    return this.map('pledges').get(address) ?? 0n
  }

  _isOver() {
    return ctx.time >= this.state.endsAt
  }
}
