/**
 * Escrow: holds a buyer's payment until the goods arrive.
 *
 * One deployment serves any number of deals. The buyer opens one and sends the price with it:
 * open(seller, arbiter, 'a used bicycle'). The buyer then releases the coins to the seller, or the seller
 * refunds them; in a dispute, the arbiter decides for one of the two.
 */
export default class Escrow extends Contract {
  static payable = ['open']
  static view = ['deal', 'deals', 'held']

  init() {
    this.state.count = 0
    this.state.held = 0n
  }

  /** Returns the deal's number. */
  open(seller, arbiter, what) {
    ctx.assert(ctx.value > 0n, 'send the price with the call')
    ctx.assert(
      typeof what === 'string' && what.trim() !== '' && what.length <= 200,
      'what: 1 to 200 characters',
    )
    const buyer = person(ctx.caller, 'buyer')
    const parties = [buyer, person(seller, 'seller'), person(arbiter, 'arbiter')]
    ctx.assert(new Set(parties).size === 3, 'buyer, seller and arbiter must be three different people')

    const id = ++this.state.count
    this.state.held += ctx.value
    this.map('deals').set(id, {
      buyer,
      seller: parties[1],
      arbiter: parties[2],
      what,
      amount: ctx.value,
      status: 'open',
    })
    ctx.emit('opened', ctx.value, id, ...parties)
    return id
  }

  /** Pays the seller; for the buyer or the arbiter. */
  release(id) {
    const deal = this._open(id)
    ctx.assert(
      [deal.buyer, deal.arbiter].includes(ctx.caller),
      'only the buyer or the arbiter can release it',
    )
    this._settle(id, deal, 'released', deal.seller)
  }

  /** Pays the buyer back; for the seller or the arbiter. */
  refund(id) {
    const deal = this._open(id)
    ctx.assert(
      [deal.seller, deal.arbiter].includes(ctx.caller),
      'only the seller or the arbiter can refund it',
    )
    this._settle(id, deal, 'refunded', deal.buyer)
  }

  deal(id) {
    const deal = this.map('deals').get(id)
    ctx.assert(deal !== undefined, `there is no deal ${id}`)
    return deal
  }

  /** Up to 50 deals, oldest first; `after` is the last number of the page before. */
  deals(after) {
    const deals = this.map('deals')
    return deals.keys({ after: after ?? undefined, limit: 50 }).map(id => ({ id, ...deals.get(id) }))
  }

  /** The coins of all open deals. */
  held() {
    return this.state.held
  }

  _open(id) {
    const deal = this.deal(id)
    ctx.assert(deal.status === 'open', `deal ${id} is ${deal.status} already`)
    return deal
  }

  _settle(id, deal, status, receiver) {
    this.map('deals').set(id, { ...deal, status })
    this.state.held -= deal.amount
    ctx.transfer(receiver, deal.amount)
    ctx.emit(status, deal.amount, id, receiver, ctx.caller)
  }
}

// Checks that an address is written in its one form. Contracts are rejected, because they cannot receive
// plain transfers.
function person(text, role) {
  const address = `${text}`.trim().toLowerCase()
  ctx.balanceOf(address)
  ctx.assert(address.startsWith('tab1'), `${role}: this is a contract’s address; a person’s begins with tab1`)
  return address
}
