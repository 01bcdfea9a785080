import { plural, t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { ContractValue as Value } from '#api/contract-results.ts'
import { unreachable } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { amountText } from '../../format/amount-text.ts'
import { VALUE_COLUMNS, VALUE_LEVELS_OPEN } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import classes from './contract-value.module.css'
import { FieldList } from './field-list.tsx'
import { ItemList } from './item-list.tsx'
import { LongText } from './long-text.tsx'
import { Unfold } from './unfold.tsx'
import { type DrawValue, tableColumns, typedValue } from './value-kind.ts'
import { ValueTable } from './value-table.tsx'

interface ContractValueProps {
  readonly value: Value
  /** The depth of nested lists and objects. */
  readonly level?: number
}

/**
 * A value that a contract returned, stored or received, shown by its type. Contracts are anybody's, so
 * nothing in it is trusted: it is shortened, cannot leave its place, and links only to addresses and files
 * that it names.
 */
export function ContractValue({ value, level = 0 }: ContractValueProps) {
  const typed = typedValue(value)
  const draw = (part: Value) => <ContractValue value={part} level={level + 1} />
  switch (typed.type) {
    case 'null':
      return <span className={classes.quiet}>{t`nothing`}</span>
    case 'truth':
      return <span className={classes.mono}>{typed.value ? 'true' : 'false'}</span>
    case 'number':
      return <span className={classes.mono}>{String(typed.value)}</span>
    case 'bigint':
      return <Bigint value={typed.value} />
    case 'text':
      return <LongText text={typed.value} />
    case 'bytes':
      return typed.value.length === 0 ? (
        <span className={classes.quiet}>{t`no bytes`}</span>
      ) : (
        <LongText text={`0x${bytesToHex(typed.value)}`} mono />
      )
    case 'list':
      return <List list={typed.value} level={level} draw={draw} />
    case 'object': {
      const count = Object.keys(typed.value).length
      if (count === 0) return <span className={classes.quiet}>{t`no fields`}</span>
      return (
        <Folded level={level} what={plural(count, { one: '# field', other: '# fields' })}>
          <FieldList fields={typed.value} draw={draw} />
        </Folded>
      )
    }
    default:
      return unreachable(typed)
  }
}

/** A bigint with the suffix `n`, unlike a number; the tooltip shows it as coins, which many of them are. */
function Bigint({ value }: { readonly value: bigint }) {
  const { symbol } = useNode().genesis
  const digits = value.toString()
  if (digits.length > BIGINT_DIGITS_SHOWN) return <LongText text={`${digits}n`} mono />
  const coins = `${amountText(value)} ${symbol}`
  return (
    <span className={classes.mono} title={t`${coins}, if these are coins`}>
      {digits}
      <span className={classes.quiet}>n</span>
    </span>
  )
}

/** More digits than any amount has. */
const BIGINT_DIGITS_SHOWN = 40

interface ListProps {
  readonly list: readonly Value[]
  readonly level: number
  draw: DrawValue
}

function List({ list, level, draw }: ListProps) {
  if (list.length === 0) return <span className={classes.quiet}>{t`empty list`}</span>
  const columns = tableColumns(list, VALUE_COLUMNS)
  return (
    <Folded level={level} what={plural({ count: list.length }, { one: '# item', other: '# items' })}>
      {columns ? (
        <ValueTable columns={columns} rows={list} draw={draw} />
      ) : (
        <ItemList items={list} draw={draw} />
      )}
    </Folded>
  )
}

/** Renders a nested part on demand, because a value may have tens of thousands of them. */
function Folded({
  level,
  what,
  children,
}: {
  readonly level: number
  readonly what: string
  readonly children: ReactNode
}) {
  if (level < VALUE_LEVELS_OPEN) return children
  return <Unfold what={what}>{children}</Unfold>
}
