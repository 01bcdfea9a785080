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

/**
 * One field of a seal under the name that people give it. A field of an engine that this page does not know
 * is shown as it is.
 */
export function SealField({ name, value }: SealFieldProps) {
  const known = FIELDS.get(name)
  return (
    <Fact name={known?.name ?? `Seal: ${name}`} long={value.length > 20}>
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
  ['nonce', { name: 'Nonce' }],
  ['target', { name: 'Target' }],
  ['slot', { name: 'Slot', show: value => countText(Number(value)) }],
  ['stake', { name: 'Producer’s stake', show: value => <Amount amount={BigInt(value)} /> }],
  ['total', { name: 'All stakes', show: value => <Amount amount={BigInt(value)} /> }],
  ['proof', { name: 'Proof of the draw' }],
  ['offset', { name: 'Passed over', show: value => passedOver(Number(value)) }],
  ['signature', { name: 'Signature' }],
])

const passedOver = (count: number) =>
  count === 0 ? 'nobody: it was the producer’s turn' : `${count} that stayed silent`
