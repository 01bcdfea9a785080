import { IconDatabaseOff } from '@tabler/icons-react'
import { decodeValue } from '#contracts/decode-value.ts'
import type { ContractView } from '#storage/contract-rows.ts'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { isWide } from '../../components/contract-value/value-kind.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { countText, plural } from '../../format/quantity-text.ts'
import { CONTRACT_FIELDS_SHOWN } from '../../limits.ts'
import { Prove } from '../proof/prove.tsx'
import { MapSection } from './map-section.tsx'
import classes from './state-panel.module.css'

/** The current state of the contract: its fields, and its maps by page. */
export function StatePanel({ contract }: { readonly contract: ContractView }) {
  const { address, fields, maps } = contract
  if (fields.length + maps.length === 0)
    return (
      <EmptyNote icon={<IconDatabaseOff size={32} stroke={1.4} />} title="This contract stores nothing">
        No field of this.state and no map has been written yet.
      </EmptyNote>
    )

  return (
    <div className={classes.state}>
      {fields.length > 0 && (
        <section aria-label="Fields">
          <h2 className={classes.title}>Fields</h2>
          <Facts label="Fields">
            {fields.map(([name, bytes]) => (
              <Field key={name} name={name} bytes={bytes} />
            ))}
          </Facts>
          <Cut count={fields.length} what="fields" />
        </section>
      )}
      {maps.length > 0 && (
        <section aria-label="Maps">
          <h2 className={classes.title}>Maps</h2>
          {maps.map(([name, count]) => (
            <MapSection key={name} address={address} name={name} count={count} isOpen={maps.length === 1} />
          ))}
          <Cut count={maps.length} what="maps" />
        </section>
      )}
      <Prove of={address} what="contract" />
    </div>
  )
}

function Field({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) {
  const value = decodeValue(bytes)
  return (
    <Fact name={name} long={value.ok && isWide(value.value)}>
      {value.ok ? <ContractValue value={value.value} /> : plural(bytes.length, 'byte')}
    </Fact>
  )
}

function Cut({ count, what }: { readonly count: number; readonly what: string }) {
  if (count < CONTRACT_FIELDS_SHOWN) return null
  return (
    <p className={classes.note}>
      The first {countText(CONTRACT_FIELDS_SHOWN)} {what} are shown.
    </p>
  )
}
