import { t } from '@lingui/core/macro'
import { CONTRACT_PREFIX } from '#chain/address.ts'
import { amountText } from './amount-text.ts'

/** An event of a receipt in words; `about` is the first party that it names. */
export interface EventView {
  readonly about: string | undefined
  readonly text: string
  /** The data of an event besides its name, as texts of any length. */
  readonly values?: readonly string[]
}

interface ReceiptEvent {
  readonly source: string
  readonly name: string
  readonly data: readonly string[]
}

/** Describes an event. A contract's event is about the contract; an unknown event shows its data. */
export function eventView({ source, name, data }: ReceiptEvent, symbol: string): EventView {
  if (source.startsWith(`${CONTRACT_PREFIX}1`)) return { about: source, text: name, values: data }
  const words = WORDS.get(`${source} ${name}`)
  if (!words) return { about: undefined, text: `${source} ${name}: ${data.join(', ')}` }
  const [about, ...rest] = data
  return { about, text: words(rest, units => `${amountText(BigInt(units))} ${symbol}`) }
}

type Words = (data: readonly string[], coins: (units: string) => string) => string

/** The words that follow the address; amounts are in base units. */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  [
    'stake staked',
    ([units = '0', epoch = ''], coins) => {
      const amount = coins(units)
      return t`staked ${amount}, which counts from epoch ${epoch}`
    },
  ],
  [
    'stake unstaking',
    ([units = '0', epoch = ''], coins) => {
      const amount = coins(units)
      return t`takes back ${amount}, released in epoch ${epoch}`
    },
  ],
  [
    'stake slashed',
    ([burnedUnits = '0', paidUnits = '0', slot = ''], coins) => {
      const [burned, paid] = [coins(burnedUnits), coins(paidUnits)]
      return t`signed two blocks for slot ${slot}: ${burned} burned, ${paid} paid to the reporter`
    },
  ],
  ['authority added', () => t`is an authority now`],
  ['authority removed', () => t`is not an authority any more`],
  ['authority admin', () => t`is the admin now`],
])
