import { plural, select, t } from '@lingui/core/macro'
import type { RivalRow } from '#storage/rows.ts'
import { countText } from '../format/quantity-text.ts'
import { shortText } from '../format/short-text.ts'

/** The texts about a chain that this tab refuses. Pure. */
export function rivalWords(rival: RivalRow) {
  const { fork, ownHeight } = rival
  const first = countText(fork + 1)
  const last = countText(ownHeight)
  return {
    what: `${splitOf(rival)} ${backingOf(rival)}`,
    why: t`This happens when most of the network lost its chain or started again, or when parts of it were disconnected from each other for more than a day.`,
    todo: t`Ask the people you share the network with which chain they continue with. If it is theirs, switch to it. If it is yours, they have to reset theirs; leave this tab open meanwhile.`,
    lost: {
      goes: t`Blocks #${first} to #${last} of this tab’s chain are deleted, and theirs are fetched instead.`,
      payments: t`Payments that only this chain has are undone. Your own are sent again on theirs, and succeed if the coins exist there too. Coins, stakes, contracts and file records that you received only on this chain are lost, unless others offer them again.`,
      stays: t`Addresses, keys, drafts of contracts and files stay.`,
    },
  }
}

/** The peers, and where their chain splits from this tab's. */
function splitOf({ fork, height, ownHeight, final: finalHeight, count, peers }: RivalRow): string {
  const named = peers.map(peer => shortText(peer)).join(', ')
  const more = countText(count - peers.length)
  const who = count > peers.length ? t`${named} and ${more} more` : named
  const [at, theirs] = [countText(fork), countText(height)]
  const [ours, final] = [countText(ownHeight), countText(finalHeight)]
  return fork === 0
    ? t`${plural(count, { one: `# peer (${who}) is`, other: `# peers (${who}) are` })} on a chain that splits from this tab’s at the first block and is now at #${theirs}; this tab’s is at #${ours}. Theirs would win, but here everything up to #${final} is final, and a tab never undoes that by itself.`
    : t`${plural(count, { one: `# peer (${who}) is`, other: `# peers (${who}) are` })} on a chain that splits from this tab’s after block #${at} and is now at #${theirs}; this tab’s is at #${ours}. Theirs would win, but here everything up to #${final} is final, and a tab never undoes that by itself.`
}

/** The support of the other chain, by which the user can judge it. */
function backingOf({ support }: RivalRow): string {
  if (!support) return t`More work went into theirs.`
  const { signers, voters, percent } = support
  const signed = countText(signers)
  const majority = String(support.majority)
  return voters
    ? t`${signed} of ${plural(voters, { one: '# authority', other: '# authorities' })} of that time signed it, ${select(majority, { true: 'which is a majority', other: 'which is not a majority' })}.`
    : t`${plural(signers, { one: '# staker', other: '# stakers' })} with ${percent} % of the stake of that time signed it, ${select(majority, { true: 'which is a majority', other: 'which is not a majority' })}.`
}
