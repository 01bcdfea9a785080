/**
 * A fungible token: points, shares or play money, of which every unit is worth the same.
 *
 * Deploy it with a name, a symbol and the first supply, which is yours:
 * init('Class points', 'PTS', 1000000000n). Amounts are bigints of the smallest unit; with 6 decimals,
 * 1000000n is shown as 1. Holders transfer and burn; the deployer can mint more until endMinting. With
 * approve you let another address, such as a contract, take up to an amount of yours by transferFrom.
 */
export default class Token extends Contract {
  static view = ['info', 'balanceOf', 'allowance', 'holders']

  init(name, symbol, supply, decimals = 6) {
    ctx.assert(typeof name === 'string' && /^\S.{0,39}$/.test(name), 'name: a text of 1 to 40 characters')
    ctx.assert(typeof symbol === 'string' && /^[A-Z0-9]{2,8}$/.test(symbol), 'symbol: 2 to 8 of A-Z and 0-9')
    ctx.assert(Number.isInteger(decimals) && decimals >= 0 && decimals <= 18, 'decimals: a number of 0 to 18')
    this.state.name = name
    this.state.symbol = symbol
    this.state.decimals = decimals
    this.state.supply = 0n
    this.state.minter = ctx.caller
    this.mint(ctx.caller, supply)
  }

  info() {
    const { name, symbol, decimals, supply, minter } = this.state
    return { name, symbol, decimals, supply, minter }
  }

  balanceOf(address) {
    return this._balance(this._address(address))
  }

  /** The amount that `spender` may still take from `owner`. */
  allowance(owner, spender) {
    return this._allowed(this._address(owner), this._address(spender))
  }

  /** Up to 50 holders with their balances; `after` is the last address of the page before. */
  holders(after) {
    const addresses = this.map('balances').keys({ after: after ?? undefined, limit: 50 })
    return addresses.map(address => ({ address, balance: this._balance(address) }))
  }

  transfer(to, amount) {
    this._move(ctx.caller, this._address(to), amount)
  }

  /** Replaces the amount that was allowed before; 0n revokes it. */
  approve(spender, amount) {
    ctx.assert(typeof amount === 'bigint' && amount >= 0n, 'amount: a bigint of base units, 0n or more')
    const other = this._address(spender)
    this._allow(ctx.caller, other, amount)
    ctx.emit('approval', amount, ctx.caller, other)
  }

  transferFrom(from, to, amount) {
    const owner = this._address(from)
    const allowed = this._allowed(owner, ctx.caller)
    this._move(owner, this._address(to), amount)
    ctx.assert(allowed >= amount, `you may take ${allowed} of ${owner}, which is less than ${amount}`)
    this._allow(owner, ctx.caller, allowed - amount)
  }

  burn(amount) {
    this._take(ctx.caller, amount)
    this.state.supply -= amount
    ctx.emit('burn', amount, ctx.caller)
  }

  mint(to, amount) {
    this._checkMinter()
    const receiver = this._address(to)
    this._checkAmount(amount)
    this._put(receiver, amount)
    this.state.supply += amount
    ctx.emit('mint', amount, receiver)
  }

  /** Permanent: from now on the supply only shrinks. */
  endMinting() {
    this._checkMinter()
    this.state.minter = null
    ctx.emit('mintingEnded')
  }

  _move(from, to, amount) {
    this._take(from, amount)
    this._put(to, amount)
    ctx.emit('transfer', amount, from, to)
  }

  _take(from, amount) {
    this._checkAmount(amount)
    const balance = this._balance(from)
    ctx.assert(balance >= amount, `${from} has ${balance}, which is less than ${amount}`)
    if (balance === amount) this.map('balances').delete(from)
    else this.map('balances').set(from, balance - amount)
  }

  _put(to, amount) {
    this.map('balances').set(to, this._balance(to) + amount)
  }

  _balance(address) {
    return this.map('balances').get(address) ?? 0n
  }

  _allowed(owner, spender) {
    return this.map('allowances').get(`${owner}/${spender}`) ?? 0n
  }

  _allow(owner, spender, amount) {
    if (amount === 0n) this.map('allowances').delete(`${owner}/${spender}`)
    else this.map('allowances').set(`${owner}/${spender}`, amount)
  }

  _checkMinter() {
    ctx.assert(this.state.minter !== null, 'minting has ended')
    ctx.assert(ctx.caller === this.state.minter, 'only the deployer of the token can mint')
  }

  _checkAmount(amount) {
    ctx.assert(typeof amount === 'bigint' && amount > 0n, 'amount: a bigint of base units above 0n')
  }

  // Checks that an address is written in its one form: balanceOf rejects every other text.
  _address(text) {
    const address = `${text}`.trim().toLowerCase()
    ctx.balanceOf(address)
    return address
  }
}
