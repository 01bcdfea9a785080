import { CONTRACT_PREFIX } from '#chain/address.ts'
import type { TxRow } from './rows.ts'

/**
 * The events of contracts, found by name and by indexed values without a table of their own: each is one more
 * party of its transaction (storage/history.ts).
 */

/** Values of an event by which it can be found; an event may have more. */
export const INDEXED_VALUES = 4
/**
 * Characters of such a value in the index: a whole address, or the beginning of a long text. Values that
 * differ later are told apart after reading.
 */
const INDEXED_CHARACTERS = 96

/** An event of a contract, where it happened. Its texts are those of the receipt. */
export interface ContractEventView {
  readonly txId: string
  readonly blockHeight: number
  /** That of the transaction. */
  readonly timestamp: number
  /** Position in the receipt. */
  readonly index: number
  readonly name: string
  readonly data: string
  readonly indexed: readonly string[]
}

/**
 * Selects events: all of the contract, those of a name, or of these those with the given values at their
 * positions (null: any).
 */
export interface EventFilter {
  readonly event?: string | undefined
  readonly indexed?: readonly (string | null)[] | undefined
}

type Events = TxRow['receipt']['events']

/** The parties under which a transaction is found for its events. */
export function eventParties(events: Events): string[] {
  return events
    .filter(({ source }) => source.startsWith(`${CONTRACT_PREFIX}1`))
    .flatMap(({ source, name, data: [, ...indexed] }) => [
      source,
      partyOf(source, name),
      ...indexed.slice(0, INDEXED_VALUES).map((value, place) => partyOf(source, name, place, value)),
    ])
}

/** The party whose history contains all events of the filter, and others of the same transactions. */
export function filterParty(contract: string, { event, indexed = [] }: EventFilter): string {
  if (event === undefined) return contract
  const place = indexed.findIndex((value, i) => value !== null && i < INDEXED_VALUES)
  return place < 0 ? partyOf(contract, event) : partyOf(contract, event, place, indexed[place] ?? '')
}

function partyOf(contract: string, event: string, place?: number, value = ''): string {
  const name = `${contract}/${event}`
  if (place === undefined) return name
  // No space and no `!`, which separate parties in a history.
  const text = encodeURIComponent(value.slice(0, INDEXED_CHARACTERS).toWellFormed())
  return `${name}/${place}=${text.replaceAll('!', '%21')}`
}

/** The events of the filter, newest first, in transactions that are passed newest first. */
export function eventsIn(rows: readonly TxRow[], contract: string, filter: EventFilter): ContractEventView[] {
  return rows.flatMap(({ id, height, timestamp, receipt }) =>
    receipt.events
      .map(({ source, name, data: [data = '', ...indexed] }, index) => ({
        source,
        event: { txId: id, blockHeight: height, timestamp, index, name, data, indexed },
      }))
      .filter(({ source, event }) => source === contract && fits(event, filter))
      .map(({ event }) => event)
      .reverse(),
  )
}

function fits({ name, indexed }: ContractEventView, filter: EventFilter): boolean {
  if (filter.event !== undefined && filter.event !== name) return false
  return (filter.indexed ?? []).every((value, place) => value === null || value === indexed[place])
}
