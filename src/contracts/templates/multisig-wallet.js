/**
 * A wallet with several owners, a set number of whom must agree to every payment.
 *
 * Deploy it with the owners and how many must agree: init(['tab1…', 'tab1…', 'tab1…'], 2). Anyone can
 * deposit. An owner proposes a payment, and thereby approves it; others approve it too; once enough have, any
 * owner executes it. Owners cannot be changed: deploy a new wallet for others.
 */
export default class MultisigWallet extends Contract {
  static payable = ['init', 'deposit']
  static view = ['info', 'proposal', 'proposals']

  init(owners, required) {
    ctx.assert(
      Array.isArray(owners) && owners.length >= 1 && owners.length <= 20,
      'owners: a list of 1 to 20 addresses',
    )
    const people = owners.map(person)
    ctx.assert(new Set(people).size === people.length, 'owners: an address occurs twice')
    ctx.assert(
      Number.isInteger(required) && required >= 1 && required <= people.length,
      `required: a number of 1 to ${people.length}`,
    )
    this.state.owners = people
    this.state.required = required
    this.state.count = 0
  }

  deposit() {
    ctx.assert(ctx.value > 0n, 'send the coins with the call')
    ctx.emit('deposited', ctx.value, ctx.caller)
  }

  /** Returns the proposal's number. */
  propose(to, amount, note = '') {
    this._checkOwner()
    ctx.assert(typeof amount === 'bigint' && amount > 0n, 'amount: a bigint of base units above 0n')
    ctx.assert(typeof note === 'string' && note.length <= 200, 'note: at most 200 characters')
    const id = ++this.state.count
    const proposal = { to: person(to), amount, note, by: ctx.caller, approvals: [ctx.caller], status: 'open' }
    this.map('proposals').set(id, proposal)
    ctx.emit('proposed', amount, id, ctx.caller, proposal.to)
    return id
  }

  approve(id) {
    const proposal = this._open(id)
    ctx.assert(!proposal.approvals.includes(ctx.caller), 'you have approved it already')
    proposal.approvals.push(ctx.caller)
    this.map('proposals').set(id, proposal)
    ctx.emit('approved', null, id, ctx.caller)
  }

  /** Revokes your own approval. */
  revoke(id) {
    const proposal = this._open(id)
    ctx.assert(proposal.approvals.includes(ctx.caller), 'you have not approved it')
    proposal.approvals = proposal.approvals.filter(owner => owner !== ctx.caller)
    this.map('proposals').set(id, proposal)
    ctx.emit('revoked', null, id, ctx.caller)
  }

  cancel(id) {
    const proposal = this._open(id)
    ctx.assert(proposal.by === ctx.caller, 'only its proposer can cancel it; revoke your approval instead')
    this.map('proposals').set(id, { ...proposal, status: 'cancelled' })
    ctx.emit('cancelled', null, id, ctx.caller)
  }

  execute(id) {
    const proposal = this._open(id)
    const { to, amount, approvals } = proposal
    const { required } = this.state
    ctx.assert(
      approvals.length >= required,
      `${approvals.length} of the ${required} owners that are needed have approved it`,
    )
    this.map('proposals').set(id, { ...proposal, status: 'paid' })
    ctx.transfer(to, amount)
    ctx.emit('paid', amount, id, to, ctx.caller)
  }

  info() {
    const { owners, required, count } = this.state
    return { owners, required, count, balance: ctx.balance }
  }

  proposal(id) {
    const proposal = this.map('proposals').get(id)
    ctx.assert(proposal !== undefined, `there is no proposal ${id}`)
    return proposal
  }

  /** Up to 50 proposals, oldest first; `after` is the last number of the page before. */
  proposals(after) {
    const proposals = this.map('proposals')
    return proposals.keys({ after: after ?? undefined, limit: 50 }).map(id => ({ id, ...proposals.get(id) }))
  }

  _open(id) {
    this._checkOwner()
    const proposal = this.proposal(id)
    ctx.assert(proposal.status === 'open', `proposal ${id} is ${proposal.status} already`)
    return proposal
  }

  _checkOwner() {
    ctx.assert(this.state.owners.includes(ctx.caller), 'only owners of the wallet can do this')
  }
}

// Checks that an address is written in its one form. Contracts are rejected, because they cannot receive
// plain transfers.
function person(text) {
  const address = `${text}`.trim().toLowerCase()
  ctx.balanceOf(address)
  ctx.assert(address.startsWith('tab1'), 'this is a contract’s address; a person’s begins with tab1')
  return address
}
