import type { NodeApi } from '#api/calls.ts'
import type { TxResult } from '#api/results.ts'
import type { Failure, Result } from '#lib/result.ts'
import type { ValueSource } from './complete.ts'
import { COMPLETION_ADDRESSES, COMPLETION_BLOCKS, COMPLETION_ROWS } from './limits.ts'

/** Asks the node for values of one sort. A failed call gives none: completion never shows an error. */
type Source = (api: NodeApi, before: readonly string[], signal: AbortSignal) => Promise<readonly string[]>

/** The names of files that were dropped on the terminal. */
export type FileNames = () => readonly string[]

/**
 * The sources for arguments and options, by their name; `command.name` takes precedence over `name`. Others
 * are free text or numbers. A word that begins like an address is completed from addresses where a name is
 * possible too.
 */
const SOURCES: Readonly<Record<string, readonly Source[]>> = {
  from: [ownNames, ownAddresses],
  to: [ownNames, addresses],
  address: [ownNames, addresses],
  after: [contracts],
  'address rename.name': [ownNames],
  'address rename.to': [],
  'address export.name': [ownNames],
  'blocks.from': [],
  'contract map.from': [],
  'contract call.address': [contracts],
  'contract view.address': [contracts],
  'contract simulate.address': [contracts],
  'contract rehearse.address': [contracts],
  'contract show.address': [contracts],
  'contract map.address': [contracts],
  'contract events.address': [contracts],
  method: [methods],
  map: [maps],
  template: [templates],
  'tx.id': [transactions],
  'draft delete.id': [drafts],
  'draft save.id': [drafts],
  'network switch.id': [networks],
  at: [blocks],
  header: [blocks],
  of: [ownNames, addresses, transactions, cids],
  text: [ownNames, addresses, transactions, blocks, peers],
  'send.memo': [],
  cid: [cids],
  peerId: [peers],
}

/** Values for completion from the node's calls, requested on demand. `signal` ends the wait. */
export function completionValues(api: NodeApi, files: FileNames, signal: AbortSignal): ValueSource {
  return async ({ command, parameter, before }) => {
    if (['bytes', 'backup', 'file'].includes(parameter)) return files()
    const sources = SOURCES[`${command}.${parameter}`] ?? SOURCES[parameter] ?? []
    const found = await Promise.all(sources.map(source => source(api, before, signal)))
    return found.flat()
  }
}

/** The value, or `none` if the node refuses or is gone. */
async function asked<T>(call: Promise<Result<T, Failure>>, none: T): Promise<T> {
  const result = await call
  return result.ok ? result.value : none
}

async function ownNames(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.addressList({}, signal), [])).map(({ name }) => name)
}

async function ownAddresses(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.addressList({}, signal), [])).map(({ address }) => address)
}

/**
 * Own addresses and contracts, addresses in their transactions and in the mempool, and producers of the
 * latest blocks.
 */
async function addresses(api: NodeApi, before: readonly string[], signal: AbortSignal): Promise<string[]> {
  const [own, txs, made, code] = await Promise.all([
    ownAddresses(api, before, signal),
    seenTransactions(api, signal),
    asked(api.blocks({ limit: COMPLETION_ROWS }, signal), []),
    contracts(api, before, signal),
  ])
  const parties = txs.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))
  return [...own, ...parties, ...made.map(({ producer }) => producer), ...code].filter(text => text !== '')
}

async function contracts(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.contractList({ limit: COMPLETION_ROWS }, signal), [])).map(({ address }) => address)
}

/** Methods of the contract that stands before the method on the line. */
async function methods(api: NodeApi, before: readonly string[], signal: AbortSignal): Promise<string[]> {
  const address = before.at(-1)
  if (address === undefined) return []
  const result = await api.contractShow({ address }, signal)
  return result.ok ? result.value.abi.map(({ name }) => name).filter(name => name !== 'init') : []
}

async function maps(api: NodeApi, before: readonly string[], signal: AbortSignal): Promise<string[]> {
  const address = before.at(-1)
  if (address === undefined) return []
  const result = await api.contractShow({ address }, signal)
  return result.ok ? Object.keys(result.value.maps) : []
}

async function templates(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.contractTemplates({}, signal), [])).map(({ name }) => name)
}

async function drafts(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.draftList({}, signal), [])).map(({ id }) => id)
}

async function networks(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.networkList({}, signal), [])).flatMap(({ id, name }) => [name, id])
}

async function blocks(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await asked(api.blocks({ limit: COMPLETION_ROWS }, signal), [])).map(({ id }) => id)
}

async function peers(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  const [linked, known] = await Promise.all([
    asked(api.peers({}, signal), []),
    asked(api.peerKnown({}, signal), []),
  ])
  return [...linked, ...known].slice(0, COMPLETION_ROWS).map(({ peerId }) => peerId)
}

async function transactions(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await seenTransactions(api, signal)).map(({ id }) => id)
}

/** CIDs in recorded transactions. */
async function cids(api: NodeApi, _: readonly string[], signal: AbortSignal): Promise<string[]> {
  return (await seenTransactions(api, signal)).flatMap(({ detail: { cid } }) =>
    cid === undefined ? [] : [cid],
  )
}

/**
 * Transactions that a person may mean: waiting ones, those of own addresses, and those of the newest blocks
 * with transactions.
 */
async function seenTransactions(api: NodeApi, signal: AbortSignal): Promise<TxResult[]> {
  const [waiting, own, recent] = await Promise.all([
    asked(api.mempool({}, signal), { count: 0, bytes: 0, txs: [] }),
    ownAddresses(api, [], signal),
    asked(api.blocks({ limit: COMPLETION_ROWS }, signal), []),
  ])
  const histories = own
    .slice(0, COMPLETION_ADDRESSES)
    .map(address => asked(api.history({ address, limit: COMPLETION_ROWS }, signal), []))
  const bodies = recent
    .filter(({ txs }) => txs > 0)
    .slice(0, COMPLETION_BLOCKS)
    .map(async ({ id }) => {
      const block = await api.block({ at: id }, signal)
      return block.ok ? block.value.txs : []
    })
  const found = await Promise.all([...histories, ...bodies])
  return [...waiting.txs, ...found.flat()].slice(0, COMPLETION_ROWS * (COMPLETION_ADDRESSES + 1))
}
