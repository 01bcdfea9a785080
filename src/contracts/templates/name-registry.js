/**
 * A registry of names: whoever is first owns a name, and decides which address it stands for.
 *
 * Deploy it with the price of a name, 0n if names are free: init(1000000n). Names have 3 to 32 of a-z, 0-9
 * and -. A name stands for its owner until the owner points it elsewhere; the owner can give it away or
 * release it. The deployer of the registry collects the fees.
 */
export default class NameRegistry extends Contract {
  static payable = ['register']
  static view = ['price', 'lookup', 'info', 'names']

  init(price) {
    ctx.assert(typeof price === 'bigint' && price >= 0n, 'price: a bigint of base units, 0n or more')
    this.state.price = price
    this.state.keeper = ctx.caller
  }

  register(name) {
    const { price } = this.state
    ctx.assert(
      typeof name === 'string' && /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(name),
      'name: 3 to 32 of a-z, 0-9 and -, with no - at its ends',
    )
    ctx.assert(!this.map('names').has(name), `${name} is taken`)
    ctx.assert(ctx.value === price, `a name costs ${price}, but the call has ${ctx.value}`)
    this.map('names').set(name, { owner: ctx.caller, target: ctx.caller })
    ctx.emit('registered', null, name, ctx.caller)
  }

  /** From now on the name stands for this address, a person's or a contract's. */
  point(name, target) {
    const entry = this._own(name)
    entry.target = address(target)
    this.map('names').set(name, entry)
    ctx.emit('pointed', null, name, entry.target)
  }

  /** Makes this address the owner of the name, which then stands for it. */
  give(name, to) {
    this._own(name)
    const owner = address(to)
    this.map('names').set(name, { owner, target: owner })
    ctx.emit('given', null, name, ctx.caller, owner)
  }

  /** Anyone can register the name again; its price is not paid back. */
  release(name) {
    this._own(name)
    this.map('names').delete(name)
    ctx.emit('released', null, name, ctx.caller)
  }

  /** Sends the fees to the deployer of the registry. */
  collect() {
    const { keeper } = this.state
    const { balance } = ctx
    ctx.assert(ctx.caller === keeper, 'only the deployer of the registry can collect')
    ctx.assert(balance > 0n, 'there is nothing to collect')
    ctx.transfer(keeper, balance)
    ctx.emit('collected', balance, keeper)
  }

  price() {
    return this.state.price
  }

  /** The address that the name stands for, or null. */
  lookup(name) {
    return this.map('names').get(name)?.target ?? null
  }

  /** Owner and target, or null. */
  info(name) {
    return this.map('names').get(name) ?? null
  }

  /** Up to 50 names; `after` is the last of the page before. */
  names(after) {
    const names = this.map('names')
    return names.keys({ after: after ?? undefined, limit: 50 }).map(name => ({ name, ...names.get(name) }))
  }

  _own(name) {
    const entry = this.map('names').get(name)
    ctx.assert(entry !== undefined, `nobody has the name ${name}`)
    ctx.assert(entry.owner === ctx.caller, `${name} is not yours`)
    return entry
  }
}

// Checks that an address is written in its one form: balanceOf rejects every other text.
function address(text) {
  const written = `${text}`.trim().toLowerCase()
  ctx.balanceOf(written)
  return written
}
