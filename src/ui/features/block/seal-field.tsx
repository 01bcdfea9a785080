import { plural, t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { Amount } from '../../components/amount.tsx'
import { Fact } from '../../components/facts.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { countText } from '../../format/quantity-text.ts'

interface SealFieldProps {
  /** The engine's name of the field. */
  readonly name: string
  readonly value: string
}

/** One field of a seal, by a readable name. A field of an unknown engine is shown unchanged. */
export function SealField({ name, value }: SealFieldProps) {
  const known = FIELDS.get(name)
  return (
    <Fact name={known?.name ?? t`Seal: ${name}`} long={value.length > 20}>
      {known?.show?.(value) ?? <HashText value={value} what={name} whole copy={value.length > 12} />}
    </Fact>
  )
}

interface Field {
  readonly name: string
  /** Shows a value that is not an id. */
  readonly show?: (value: string) => ReactNode
}

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['nonce', { name: t`Nonce` }],
  ['target', { name: t`Target` }],
  ['slot', { name: t`Slot`, show: value => countText(Number(value)) }],
  ['stake', { name: t`Producer’s stake`, show: value => <Amount amount={BigInt(value)} /> }],
  ['total', { name: t`All stakes`, show: value => <Amount amount={BigInt(value)} /> }],
  ['proof', { name: t`Proof of the draw` }],
  ['offset', { name: t`Passed over`, show: value => passedOver(Number(value)) }],
  ['signature', { name: t`Signature` }],
])

const passedOver = (count: number) =>
  plural(count, {
    0: 'nobody: it was the producer’s turn',
    one: '# authority that stayed silent',
    other: '# authorities that stayed silent',
  })
