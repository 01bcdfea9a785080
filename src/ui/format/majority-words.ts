import type { WaitingForMajority } from '#storage/rows.ts'
import { countText, plural } from './quantity-text.ts'

/**
 * The notice for a tab with so many peers while blocks wait to be final because too few sign them; undefined
 * while that is only a matter of turns.
 */
export function majorityWords(waiting: WaitingForMajority, peers?: number) {
  const { blocks, lately, majority, signers, voters, percent } = waiting
  if (majority || blocks <= lately) return undefined
  const who = voters
    ? `${countText(signers)} of ${plural(voters, 'authority', 'authorities')}`
    : `${plural(signers, 'staker')} with ${percent} % of the stake`
  return {
    what: `${countText(blocks)} blocks are not final yet: only ${who} signed the last ${countText(lately)}, and more than half is needed. Payments in these blocks are confirmed, but may still be undone. If this lasts, tabs make fewer blocks until others are back.`,
    todo: `${peers === 0 ? 'No other tab is linked to this one, so check that this device is online.' : 'Ask the others to open their tabs and to check that they are online.'} Whoever is absent for a day no longer counts, and the network continues without them.`,
  }
}
