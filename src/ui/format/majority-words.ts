import { plural, t } from '@lingui/core/macro'
import type { WaitingForMajority } from '#storage/rows.ts'
import { countText } from './quantity-text.ts'

/**
 * The notice about blocks that are not final because too few sign them, for a tab with this number of peers;
 * undefined while others only wait for their turns.
 */
export function majorityWords(waiting: WaitingForMajority, peers?: number) {
  if (waiting.majority || waiting.blocks <= waiting.lately) return undefined
  return {
    what: `${reasonOf(waiting)} ${t`Payments in these blocks are confirmed, but may still be undone. If this lasts, tabs make fewer blocks until others are back.`}`,
    todo:
      peers === 0
        ? t`No other tab is linked to this one, so check that this device is online. Whoever is absent for a day no longer counts, and the network continues without them.`
        : t`Ask the others to open their tabs and to check that they are online. Whoever is absent for a day no longer counts, and the network continues without them.`,
  }
}

function reasonOf({ blocks, lately, signers, voters, percent }: WaitingForMajority): string {
  const last = countText(lately)
  const signed = countText(signers)
  return voters
    ? t`${plural(blocks, { one: '# block is', other: '# blocks are' })} not final yet: only ${signed} of ${plural(voters, { one: '# authority', other: '# authorities' })} signed the last ${last}, and more than half is needed.`
    : t`${plural(blocks, { one: '# block is', other: '# blocks are' })} not final yet: only ${plural(signers, { one: '# staker', other: '# stakers' })} with ${percent} % of the stake signed the last ${last}, and more than half is needed.`
}
