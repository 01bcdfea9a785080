import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { parseContractAddress } from '../../../chain/address.ts'
import { decodeValue } from '../../../contracts/decode-value.ts'
import type { MapEntryView } from '../../../storage/contract-rows.ts'
import { contractMapPage } from '../../../storage/live-queries.ts'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Show } from '../../components/show.tsx'
import { countText, plural } from '../../format/quantity-text.ts'
import { useLive } from '../../hooks/use-live.ts'
import { MAP_ENTRIES_PER_PAGE } from '../../limits.ts'
import classes from './map-page.module.css'

interface MapPageProps {
  readonly address: string
  readonly name: string
  /** Of all entries; it moves while somebody looks. */
  readonly count: number
}

/** One page of a map's entries, live, and the ways to the pages beside it. */
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

  return (
    <>
      <Show live={entries} loading={<ListSkeleton rows={4} rowHeight={40} />} empty={<Nothing />}>
        {rows => <Entries name={name} rows={rows} />}
      </Show>
      {last > 0 && (
        <Group justify="space-between" component="nav" aria-label={`Pages of ${name}`}>
          <Button
            variant="default"
            size="sm"
            disabled={page === 0}
            onClick={() => setWanted(page - 1)}
            leftSection={<IconChevronLeft size={18} />}
          >
            Previous
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {countText(from + 1)} to {countText(Math.min(count, from + MAP_ENTRIES_PER_PAGE))} of{' '}
            {countText(count)}
          </Text>
          <Button
            variant="default"
            size="sm"
            disabled={page === last}
            onClick={() => setWanted(page + 1)}
            rightSection={<IconChevronRight size={18} />}
          >
            Next
          </Button>
        </Group>
      )}
    </>
  )
}

function Nothing() {
  return (
    <Text size="sm" c="dimmed">
      No entries
    </Text>
  )
}

function Entries({ name, rows }: { readonly name: string; readonly rows: readonly MapEntryView[] }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={`Entries of ${name}`}>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, value }) => (
            <tr key={key.join()}>
              <td>
                <Decoded bytes={key} />
              </td>
              <td>
                <Decoded bytes={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Decoded({ bytes }: { readonly bytes: Uint8Array }) {
  const value = decodeValue(bytes)
  // Within a table a list or an object is a small one, or it is opened.
  return value.ok ? <ContractValue value={value.value} level={1} /> : plural(bytes.length, 'byte')
}
