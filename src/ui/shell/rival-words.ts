import type { RivalRow } from '#storage/rows.ts'
import { countText, plural } from '../format/quantity-text.ts'
import { shortText } from '../format/short-text.ts'

/** The texts about a chain that this tab refuses. Pure. */
export function rivalWords(rival: RivalRow) {
  const { fork, height, ownHeight, final } = rival
  const block = (at: number) => `#${countText(at)}`
  return {
    what:
      `${whoOf(rival)} on a chain that splits from this tab’s ${fork === 0 ? 'at the first block' : `after block ${block(fork)}`} and is now at ${block(height)}; this tab’s is at ${block(ownHeight)}. ` +
      `Theirs would win, but here everything up to ${block(final)} is final, and a tab never undoes that by itself. ${backingOf(rival)}`,
    why: 'This happens when most of the network lost its chain or started again, or when parts of it were disconnected from each other for more than a day.',
    todo: 'Ask the people you share the network with which chain they continue with. If it is theirs, switch to it. If it is yours, they have to reset theirs; leave this tab open meanwhile.',
    lost: {
      goes: `Blocks ${block(fork + 1)} to ${block(ownHeight)} of this tab’s chain are deleted, and theirs are fetched instead.`,
      payments:
        'Payments that only this chain has are undone. Your own are sent again on theirs, and succeed if the coins exist there too. Coins, stakes, contracts and file records that you received only on this chain are lost, unless others offer them again.',
      stays: 'Addresses, keys, drafts of contracts and files stay.',
    },
  }
}

function whoOf({ count, peers }: RivalRow): string {
  const named = peers.map(peer => shortText(peer)).join(', ')
  const more = count > peers.length ? ` and ${countText(count - peers.length)} more` : ''
  return `${plural(count, 'peer')} (${named}${more}) ${count === 1 ? 'is' : 'are'}`
}

/** The support of the other chain, by which the user can judge it. */
function backingOf({ support }: RivalRow): string {
  if (!support) return 'More work went into theirs.'
  const { signers, voters, percent, majority } = support
  const who = voters
    ? `${countText(signers)} of ${plural(voters, 'authority', 'authorities')}`
    : `${plural(signers, 'staker')} with ${percent} % of the stake`
  return `${who} of that time signed it${majority ? ', which is a majority' : ', which is not a majority'}.`
}
