import { plural, t } from '@lingui/core/macro'
import { IconDatabaseOff } from '@tabler/icons-react'
import { decodeValue } from '#contracts/decode-value.ts'
import type { ContractView } from '#storage/contract-rows.ts'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { isWide } from '../../components/contract-value/value-kind.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { countText } from '../../format/quantity-text.ts'
import { CONTRACT_FIELDS_SHOWN } from '../../limits.ts'
import { Prove } from '../proof/prove.tsx'
import { MapSection } from './map-section.tsx'
import classes from './state-panel.module.css'

const SHOWN = countText(CONTRACT_FIELDS_SHOWN)

/** The current state of the contract: its fields, and its maps by page. */
export function StatePanel({ contract }: { readonly contract: ContractView }) {
  const { address, fields, maps } = contract
  if (fields.length + maps.length === 0)
    return (
      <EmptyNote icon={<IconDatabaseOff size={32} stroke={1.4} />} title={t`This contract stores nothing`}>
        {t`No field of this.state and no map has been written yet.`}
      </EmptyNote>
    )

  return (
    <div className={classes.state}>
      {fields.length > 0 && (
        <section aria-label={t`Fields`}>
          <h2 className={classes.title}>{t`Fields`}</h2>
          <Facts label={t`Fields`}>
            {fields.map(([name, bytes]) => (
              <Field key={name} name={name} bytes={bytes} />
            ))}
          </Facts>
          {fields.length >= CONTRACT_FIELDS_SHOWN && (
            <p className={classes.note}>{t`The first ${SHOWN} fields are shown.`}</p>
          )}
        </section>
      )}
      {maps.length > 0 && (
        <section aria-label={t`Maps`}>
          <h2 className={classes.title}>{t`Maps`}</h2>
          {maps.map(([name, count]) => (
            <MapSection key={name} address={address} name={name} count={count} isOpen={maps.length === 1} />
          ))}
          {maps.length >= CONTRACT_FIELDS_SHOWN && (
            <p className={classes.note}>{t`The first ${SHOWN} maps are shown.`}</p>
          )}
        </section>
      )}
      <Prove of={address} kind="contract" />
    </div>
  )
}

function Field({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) {
  const value = decodeValue(bytes)
  const size = bytes.length
  return (
    <Fact name={name} long={value.ok && isWide(value.value)}>
      {value.ok ? <ContractValue value={value.value} /> : plural(size, { one: '# byte', other: '# bytes' })}
    </Fact>
  )
}
