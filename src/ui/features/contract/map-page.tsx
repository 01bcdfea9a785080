import { t } from '@lingui/core/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContractValue as ContractValueType } from '#api/contract-results.ts'
import { parseContractAddress } from '#chain/address.ts'
import { decodeValue } from '#contracts/decode-value.ts'
import type { MapEntryView } from '#storage/contract-rows.ts'
import { contractMapPage } from '#storage/live-queries.ts'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { tableColumns, typedValue } from '../../components/contract-value/value-kind.ts'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Show } from '../../components/show.tsx'
import { cutText } from '../../format/cut-text.ts'
import { countText } from '../../format/quantity-text.ts'
import { useLive } from '../../hooks/use-live.ts'
import { MAP_ENTRIES_PER_PAGE, VALUE_COLUMNS, VALUE_LEVELS_OPEN, VALUE_NAME_SHOWN } from '../../limits.ts'
import classes from './map-page.module.css'

interface MapPageProps {
  readonly address: string
  readonly name: string
  /** The number of all entries, which may change while the page is open. */
  readonly count: number
}

/** One page of a map's entries, live, with links to the adjacent pages. */
export function MapPage({ address, name, count }: MapPageProps) {
  const [wanted, setWanted] = useState(0)
  const last = Math.max(0, Math.ceil(count / MAP_ENTRIES_PER_PAGE) - 1)
  const page = Math.min(wanted, last)
  const from = page * MAP_ENTRIES_PER_PAGE

  const entries = useLive(async db => {
    const parsed = parseContractAddress(address)
    if (!parsed.ok) return undefined
    const found = await contractMapPage(db, parsed.value, { map: name, from, limit: MAP_ENTRIES_PER_PAGE })
    return found.entries
  }, `${address} ${from} ${name}`)

  const first = countText(from + 1)
  const end = countText(Math.min(count, from + MAP_ENTRIES_PER_PAGE))
  const all = countText(count)
  return (
    <>
      <Show live={entries} loading={<ListSkeleton rows={4} rowHeight={40} />} empty={<Nothing />}>
        {rows => <Entries name={name} rows={rows} />}
      </Show>
      {last > 0 && (
        <Group
          justify="space-between"
          wrap="nowrap"
          gap="xs"
          component="nav"
          aria-label={t`Pages of ${name}`}
        >
          <Button
            variant="default"
            size="sm"
            disabled={page === 0}
            onClick={() => setWanted(page - 1)}
            leftSection={<IconChevronLeft size={18} />}
          >
            {t`Previous`}
          </Button>
          <Text size="sm" c="dimmed" ta="center" role="status">
            {t`${first} to ${end} of ${all}`}
          </Text>
          <Button
            variant="default"
            size="sm"
            disabled={page === last}
            onClick={() => setWanted(page + 1)}
            rightSection={<IconChevronRight size={18} />}
          >
            {t`Next`}
          </Button>
        </Group>
      )}
    </>
  )
}

function Nothing() {
  return (
    <Text size="sm" c="dimmed">
      {t`No entries`}
    </Text>
  )
}

interface Entry {
  readonly key: ContractValueType
  readonly value: ContractValueType
}

/** The entries by key and value; if all values are small objects, their fields are columns. */
function Entries({ name, rows }: { readonly name: string; readonly rows: readonly MapEntryView[] }) {
  const entries = rows.map(row => ({ key: decoded(row.key), value: decoded(row.value) }))
  const columns = tableColumns(
    entries.map(({ value }) => value),
    VALUE_COLUMNS,
  )
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t`Entries of ${name}`}>
        <thead>
          <tr>
            <th scope="col">{t`Key`}</th>
            {(columns ?? [t`Value`]).map(column => (
              <th key={column} scope="col" data-code={columns !== undefined}>
                {cutText(column, VALUE_NAME_SHOWN)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the map
            <tr key={place}>
              <td>
                <ContractValue value={entry.key} level={1} />
              </td>
              <Cells entry={entry} columns={columns} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellsProps {
  readonly entry: Entry
  readonly columns: readonly string[] | undefined
}

function Cells({ entry: { value }, columns }: CellsProps) {
  const typed = typedValue(value)
  if (columns === undefined || typed.type !== 'object')
    return (
      <td>
        <ContractValue value={value} level={1} />
      </td>
    )
  return columns.map(column => (
    <td key={column}>
      {Object.hasOwn(typed.value, column) && (
        <ContractValue value={typed.value[column] ?? null} level={VALUE_LEVELS_OPEN} />
      )}
    </td>
  ))
}

/** Decodes a stored value. The rules encoded it, so this does not fail; if it does, the bytes are shown. */
function decoded(bytes: Uint8Array): ContractValueType {
  const value = decodeValue(bytes)
  return value.ok ? value.value : bytes
}
