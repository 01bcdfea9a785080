import { t } from '@lingui/core/macro'
import type { Payload } from '#chain/transaction/transaction.ts'

type Kind = Payload['kind']

/** The screens' words for a kind of transaction. */
export interface KindWords {
  /** A title: `Payment`. */
  readonly name: string
  /** In a sentence, with its article: `a payment`. */
  readonly one: string
  /** Whether its amount leaves the sender's balance at once. */
  readonly spends: boolean
  /** Whether it has an amount. */
  readonly hasAmount: boolean
}

const KIND_WORDS: Record<Kind, KindWords> = {
  transfer: { name: t`Payment`, one: t`a payment`, spends: true, hasAmount: true },
  stake: { name: t`Stake`, one: t`a stake`, spends: true, hasAmount: true },
  unstake: { name: t`Unstake`, one: t`a request to unstake`, spends: false, hasAmount: true },
  evidence: {
    name: t`Evidence of double signing`,
    one: t`evidence of double signing`,
    spends: false,
    hasAmount: false,
  },
  authority: {
    name: t`Change of authorities`,
    one: t`a change of authorities`,
    spends: false,
    hasAmount: false,
  },
  file: { name: t`File record`, one: t`a file record`, spends: false, hasAmount: false },
  // both may bring coins, but are about something else
  deploy: { name: t`New contract`, one: t`a new contract`, spends: true, hasAmount: false },
  invoke: { name: t`Call of a contract`, one: t`a call of a contract`, spends: true, hasAmount: false },
}

/** Words for a kind; an unknown kind keeps its own name. */
export function kindWords(kind: string): KindWords {
  if (isKind(kind)) return KIND_WORDS[kind]
  return { name: t`Transaction (${kind})`, one: t`a transaction`, spends: true, hasAmount: true }
}

/** Whether the amount of such a transaction leaves the sender's balance at once. */
export const movesCoins = (kind: string): boolean => kindWords(kind).spends

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KIND_WORDS, kind)
}
