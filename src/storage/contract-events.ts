import { CONTRACT_PREFIX } from '#chain/address.ts'
import type { TxRow } from './rows.ts'

/**
 * The events of contracts, found by what they are called and by their indexed values without a table of their
 * own: each is one more party of its transaction (storage/history.ts).
 */

/** Indexed values of an event that it is found by; more can be told, and are only read. */
export const INDEXED_VALUES = 4
/**
 * Characters of such a value in the index: all of an address, the beginning of a novel. What differs later is
 * told apart after reading.
 */
const INDEXED_CHARACTERS = 96

/** An event of a contract, where it happened. Texts as the receipt has them. */
export interface ContractEventView {
  readonly txId: string
  readonly blockHeight: number
  /** The transaction's. */
  readonly timestamp: number
  /** In the receipt. */
  readonly index: number
  readonly name: string
  readonly data: string
  readonly indexed: readonly string[]
}

/**
 * Which events: all of the contract, those of a name, or of these those with the given values at their places
 * (null: any).
 */
export interface EventFilter {
  readonly event?: string | undefined
  readonly indexed?: readonly (string | null)[] | undefined
}

type Events = TxRow['receipt']['events']

/** What a transaction is found by for its events. */
export function eventParties(events: Events): string[] {
  return events
    .filter(({ source }) => source.startsWith(`${CONTRACT_PREFIX}1`))
    .flatMap(({ source, name, data: [, ...indexed] }) => [
      source,
      partyOf(source, name),
      ...indexed.slice(0, INDEXED_VALUES).map((value, place) => partyOf(source, name, place, value)),
    ])
}

/** What a history is asked for that holds all events of the filter, and others of the same transactions. */
export function filterParty(contract: string, { event, indexed = [] }: EventFilter): string {
  if (event === undefined) return contract
  const place = indexed.findIndex((value, i) => value !== null && i < INDEXED_VALUES)
  return place < 0 ? partyOf(contract, event) : partyOf(contract, event, place, indexed[place] ?? '')
}

function partyOf(contract: string, event: string, place?: number, value = ''): string {
  const name = `${contract}/${event}`
  if (place === undefined) return name
  // No space and no `!`, by which histories tell parties apart.
  const text = encodeURIComponent(value.slice(0, INDEXED_CHARACTERS).toWellFormed())
  return `${name}/${place}=${text.replaceAll('!', '%21')}`
}

/** The events of the filter in transactions that come newest first, newest first. */
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
