import { t } from '@lingui/core/macro'
import { changeView } from '../../../format/change-view.ts'
import { valueText } from './value-text.ts'

interface Change {
  readonly key: string
  readonly value: string | null
}

/** An entry that a step changed, for the contract's author: its name and its new value. */
export interface ChangeWords {
  readonly what: string
  /** A value as text, or a balance in base units; undefined if it was deleted. */
  readonly now: string | bigint | undefined
}

/**
 * The changes of fields, entries of maps and balances. A map's list of keys and a contract's description are
 * left out as internals of the chain.
 */
export function changesInWords(changes: readonly Change[], contracts: ReadonlySet<string>): ChangeWords[] {
  return changes.flatMap(change => changeWords(change, contracts) ?? [])
}

function changeWords(change: Change, contracts: ReadonlySet<string>): ChangeWords | undefined {
  const view = changeView(change, contracts)
  switch (view.type) {
    case 'account':
      return { what: t`balance of ${{ address: view.address }}`, now: view.balance }
    case 'stored':
      return {
        what: view.key === undefined ? view.name : `${view.name}[${valueText(view.key)}]`,
        now: view.value === undefined ? undefined : valueText(view.value),
      }
    case 'other':
      return undefined
  }
}
