/**
 * An auction of one thing, in which each bid must be higher than the one before.
 *
 * Deploy it with what you sell, the minutes that it lasts and the lowest bid:
 * init('a painting', 60, 1000000n). The contract holds the coins of bids; whoever is outbid takes them back
 * by withdraw. After the end anyone can close the auction, and the highest bid goes to the seller.
 */
export default class Auction extends Contract {
  static payable = ['bid']
  static view = ['info', 'owedTo']

  init(item, minutes, minimum) {
    ctx.assert(
      typeof item === 'string' && item.trim() !== '' && item.length <= 200,
      'item: 1 to 200 characters',
    )
    ctx.assert(
      Number.isInteger(minutes) && minutes >= 1 && minutes <= 525600,
      'minutes: a number of 1 to 525600',
    )
    ctx.assert(typeof minimum === 'bigint' && minimum > 0n, 'minimum: a bigint of base units above 0n')
    this.state.item = item
    this.state.seller = ctx.caller
    this.state.minimum = minimum
    this.state.endsAt = ctx.time + minutes * 60000
    this.state.leader = null
    this.state.highest = 0n
    this.state.isClosed = false
  }

  bid() {
    const { seller, minimum, leader, highest } = this.state
    ctx.assert(!this._isOver(), 'the auction is over; no more bids are accepted')
    ctx.assert(ctx.caller !== seller, 'the seller cannot bid')
    ctx.assert(
      ctx.caller.startsWith('tab1'),
      'contracts cannot bid, because coins could not be sent back to them',
    )
    ctx.assert(ctx.value >= minimum, `the lowest bid is ${minimum}; send it with the call`)
    ctx.assert(ctx.value > highest, `a bid must be above ${highest}`)

    // Paid back only on request, so that nobody can stop the next bid by refusing coins.
    if (leader !== null) this.map('owed').set(leader, this._owed(leader) + highest)
    this.state.leader = ctx.caller
    this.state.highest = ctx.value
    ctx.emit('bid', ctx.value, ctx.caller)
  }

  /** Takes back the coins of your bids that were outbid. */
  withdraw() {
    const amount = this._owed(ctx.caller)
    ctx.assert(amount > 0n, 'there is nothing to withdraw; the coins of the highest bid stay here')
    this.map('owed').delete(ctx.caller)
    ctx.transfer(ctx.caller, amount)
    ctx.emit('withdrawn', amount, ctx.caller)
  }

  close() {
    const { seller, leader, highest, endsAt, isClosed } = this.state
    ctx.assert(this._isOver(), `the auction lasts until ${endsAt} (milliseconds since 1970)`)
    ctx.assert(!isClosed, 'the auction is closed already')
    this.state.isClosed = true
    if (leader !== null) ctx.transfer(seller, highest)
    ctx.emit('closed', highest, seller, leader)
  }

  info() {
    const { item, seller, minimum, endsAt, leader, highest, isClosed } = this.state
    return { item, seller, minimum, endsAt, leader, highest, isOver: this._isOver(), isClosed }
  }

  owedTo(address) {
    return this._owed(`${address}`.trim().toLowerCase())
  }

  _owed(address) {
    return this.map('owed').get(address) ?? 0n
  }

  _isOver() {
    return ctx.time >= this.state.endsAt
  }
}
