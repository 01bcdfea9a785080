import { t } from '@lingui/core/macro'
import { changeView } from '../../../format/change-view.ts'
import { valueText } from './value-text.ts'

interface Change {
  readonly key: string
  readonly value: string | null
}

/** An entry that a step changed, in the words of the contract's author: its name and its new value. */
export interface ChangeWords {
  readonly what: string
  /** A value as text, or a balance in base units; undefined where it is gone. */
  readonly now: string | bigint | undefined
}

/**
 * The changes that mean something to the author: fields, entries of maps and balances. That a map keeps a
 * list of its keys, and that a contract has a description, is the chain's own bookkeeping.
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
