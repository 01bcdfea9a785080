/**
 * A to-do list that several people share.
 *
 * Deploy it with the addresses of the others, or without: init([…]). Every member adds, edits, ticks off and
 * removes items and invites more people; only the deployer can dismiss a member. Anyone can read the list.
 */
export default class ToDoList extends Contract {
  static view = ['items', 'members', 'isMember']

  init(members = []) {
    ctx.assert(Array.isArray(members) && members.length <= 50, 'members: a list of at most 50 addresses')
    this.state.owner = ctx.caller
    this.state.count = 0
    for (const member of [ctx.caller, ...members]) this.map('members').set(address(member), true)
  }

  /** Returns the item's number. */
  add(text) {
    this._checkMember()
    checkText(text)
    const id = ++this.state.count
    this.map('items').set(id, { text, author: ctx.caller, isDone: false })
    ctx.emit('added', text, id, ctx.caller)
    return id
  }

  edit(id, text) {
    checkText(text)
    this._change(id, { text })
    ctx.emit('edited', text, id, ctx.caller)
  }

  /** Ticks an item off; with false, unticks it. */
  setDone(id, isDone = true) {
    ctx.assert(typeof isDone === 'boolean', 'isDone: true or false')
    this._change(id, { isDone })
    ctx.emit(isDone ? 'done' : 'reopened', null, id, ctx.caller)
  }

  remove(id) {
    this._checkMember()
    this._item(id)
    this.map('items').delete(id)
    ctx.emit('removed', null, id, ctx.caller)
  }

  invite(person) {
    this._checkMember()
    const member = address(person)
    ctx.assert(!this.map('members').has(member), 'this address is a member already')
    this.map('members').set(member, true)
    ctx.emit('invited', null, member, ctx.caller)
  }

  dismiss(person) {
    const member = address(person)
    ctx.assert(ctx.caller === this.state.owner, 'only the deployer of the list can dismiss a member')
    ctx.assert(member !== this.state.owner, 'the deployer of the list stays a member')
    ctx.assert(this.map('members').has(member), 'this address is not a member')
    this.map('members').delete(member)
    ctx.emit('dismissed', null, member)
  }

  /**
   * Up to 50 items; `after` is the last number of the page before. The newest item takes the place of a
   * removed one.
   */
  items(after) {
    const items = this.map('items')
    return items.keys({ after: after ?? undefined, limit: 50 }).map(id => ({ id, ...items.get(id) }))
  }

  /** Up to 50 addresses; `after` is the last of the page before. */
  members(after) {
    return this.map('members').keys({ after: after ?? undefined, limit: 50 })
  }

  isMember(person) {
    return this.map('members').has(address(person))
  }

  _checkMember() {
    ctx.assert(this.map('members').has(ctx.caller), 'only members can change the list; ask one to invite you')
  }

  _item(id) {
    const item = this.map('items').get(id)
    ctx.assert(item !== undefined, `there is no item ${id}`)
    return item
  }

  _change(id, fields) {
    this._checkMember()
    this.map('items').set(id, { ...this._item(id), ...fields })
  }
}

function checkText(text) {
  ctx.assert(
    typeof text === 'string' && text.trim() !== '' && text.length <= 500,
    'text: 1 to 500 characters',
  )
}

// Checks that an address is written in its one form: balanceOf rejects every other text.
function address(text) {
  const written = `${text}`.trim().toLowerCase()
  ctx.balanceOf(written)
  return written
}
