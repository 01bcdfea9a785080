import { isConsent } from '../../format/is-consent.ts'

export type ResetScope = 'chain' | 'keys'

/** What each reset deletes, and the words that somebody types to mean it. */
export const RESETS: Record<ResetScope, { readonly word: string; readonly consequence: string }> = {
  chain: {
    word: 'reset',
    consequence: 'The stored chain goes and is fetched again from peers. Addresses and keys stay.',
  },
  keys: {
    word: 'delete my keys',
    consequence:
      'Addresses and keys go too, and drafts of contracts. Without the backup phrase on paper, the coins are lost for ever.',
  },
}

/** The words must match, but for space around them and upper case. */
export const resetAllowed = (scope: ResetScope, typed: string): boolean =>
  isConsent(typed, RESETS[scope].word)
