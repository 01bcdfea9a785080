/**
 * A poll in which each address has one vote.
 *
 * Deploy it with a question, 2 to 20 options and, if it should close, the minutes until then:
 * init('Where to?', ['sea', 'hills'], 60). A vote names an option by its number, from 0 on. It is public and
 * cannot be changed.
 */
export default class Poll extends Contract {
  static view = ['results', 'voteOf', 'voters']

  init(question, options, minutes = null) {
    ctx.assert(isText(question, 200), 'question: a text of 1 to 200 characters')
    ctx.assert(
      Array.isArray(options) &&
        options.length >= 2 &&
        options.length <= 20 &&
        options.every(each => isText(each, 100)),
      'options: a list of 2 to 20 texts of 1 to 100 characters each',
    )
    ctx.assert(new Set(options).size === options.length, 'options: two of them are the same')
    ctx.assert(
      minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 525600),
      'minutes: a number of 1 to 525600, or null for a poll that stays open',
    )
    this.state.question = question
    this.state.options = options
    this.state.votes = options.map(() => 0)
    this.state.closesAt = minutes === null ? null : ctx.time + minutes * 60000
  }

  vote(option) {
    const { options, votes } = this.state
    ctx.assert(this._isOpen(), 'the poll is closed; no more votes are taken')
    ctx.assert(
      Number.isInteger(option) && option >= 0 && option < options.length,
      `option: a number of 0 to ${options.length - 1}`,
    )
    ctx.assert(!this.map('voters').has(ctx.caller), 'you have voted already; each address has one vote')
    this.map('voters').set(ctx.caller, option)
    votes[option]++
    ctx.emit('vote', options[option], ctx.caller, option)
  }

  results() {
    const { question, options, votes, closesAt } = this.state
    return {
      question,
      options: options.map((option, index) => ({ option, votes: votes[index] })),
      total: votes.reduce((sum, count) => sum + count, 0),
      closesAt,
      isOpen: this._isOpen(),
    }
  }

  /** The number of the chosen option, or null. */
  voteOf(address) {
    return this.map('voters').get(`${address}`.trim().toLowerCase()) ?? null
  }

  /** Up to 50 voters, in the order of their votes; `after` is the last address of the page before. */
  voters(after) {
    const voters = this.map('voters')
    return voters
      .keys({ after: after ?? undefined, limit: 50 })
      .map(address => ({ address, option: voters.get(address) }))
  }

  _isOpen() {
    return this.state.closesAt === null || ctx.time < this.state.closesAt
  }
}

const isText = (value, most) => typeof value === 'string' && value.trim() !== '' && value.length <= most
