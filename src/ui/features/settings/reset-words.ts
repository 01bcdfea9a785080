import { t } from '@lingui/core/macro'
import { isConsent } from '../../format/is-consent.ts'

export type ResetScope = 'chain' | 'keys'

/** The data that each reset deletes, and the words that the user types to confirm it. */
export const RESETS: Record<ResetScope, { readonly word: string; readonly consequence: string }> = {
  chain: {
    word: t`reset`,
    consequence: t`The stored chain is deleted and fetched again from peers. Addresses and keys stay.`,
  },
  keys: {
    word: t`delete my keys`,
    consequence: t`Addresses, keys and drafts of contracts are deleted too. Without the backup phrase on paper, the coins are lost for ever.`,
  },
}

/** Whether the typed words match, apart from spaces around them and upper case. */
export const resetAllowed = (scope: ResetScope, typed: string): boolean =>
  isConsent(typed, RESETS[scope].word)
