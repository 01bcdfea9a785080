import type { WaitingForMajority } from '../../storage/rows.ts'
import { countText, plural } from './quantity-text.ts'

/** What is told where blocks wait to be final and too few sign; undefined while that is only a matter of turns. */
export function majorityWords(waiting: WaitingForMajority) {
  const { blocks, lately, majority, signers, voters, percent } = waiting
  if (majority || blocks <= lately) return undefined
  const who = voters
    ? `${countText(signers)} of ${plural(voters, 'authority', 'authorities')}`
    : `${plural(signers, 'staker')} with ${percent} % of the stake`
  return {
    what: `${plural(blocks, 'block')} ${blocks === 1 ? 'is' : 'are'} not final: only ${who} signed lately, and it takes more than half. What they hold is confirmed and may still be undone; after a while tabs make fewer of them, until others are back.`,
    todo: 'Ask the others to open their tabs. If they do not come back, those who were silent for a day do not count any more, and the network goes on without them.',
  }
}
