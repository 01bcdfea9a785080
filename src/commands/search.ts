import type { NodeApi } from '#api/calls.ts'
import { parseParty } from '#chain/address.ts'
import type { Failure, Result } from '#lib/result.ts'
import { taken } from './command-error.ts'
import { heightOrId, id } from './kinds.ts'

/** A search result, with the id, height or address that leads to it. */
export type Hit =
  | { type: 'block'; id: string; height: number }
  | { type: 'transaction'; id: string; status: string }
  | { type: 'address'; address: string; name: string | null }
  | { type: 'peer'; peerId: string }

/**
 * Finds everything that `text` names, or nothing. It uses the node's other calls and has no index of its own.
 */
export async function search(api: NodeApi, text: string): Promise<Hit[]> {
  const found = await Promise.all([
    blockHits(api, text),
    transactionHits(api, text),
    addressHits(api, text),
    peerHits(api, text),
  ])
  return found.flat()
}

async function blockHits(api: NodeApi, text: string): Promise<Hit[]> {
  const at = heightOrId.parse(text, 'text')
  if (!at.ok) return []
  const block = found(await api.block({ at: at.value }), 'BLOCK_UNKNOWN')
  return block ? [{ type: 'block', id: block.id, height: block.height }] : []
}

async function transactionHits(api: NodeApi, text: string): Promise<Hit[]> {
  const txId = id.parse(text, 'text')
  if (!txId.ok) return []
  const tx = found(await api.tx({ id: txId.value }), 'TX_UNKNOWN')
  return tx ? [{ type: 'transaction', id: tx.id, status: tx.status }] : []
}

async function addressHits(api: NodeApi, text: string): Promise<Hit[]> {
  const own = taken(await api.addressList({}))
  const lower = text.toLowerCase()
  const hits = own.filter(({ name, address }) => name.toLowerCase() === lower || address === lower)
  if (hits.length > 0) return hits.map(({ address, name }) => ({ type: 'address', address, name }))
  return parseParty(text).ok ? [{ type: 'address', address: lower, name: null }] : []
}

async function peerHits(api: NodeApi, text: string): Promise<Hit[]> {
  const peers = taken(await api.peers({}))
  return peers.filter(({ peerId }) => peerId === text).map(({ peerId }) => ({ type: 'peer', peerId }))
}

/** The value, or undefined if the call fails with the code `unknown`; any other failure is thrown. */
function found<T>(result: Result<T, Failure>, unknown: string): T | undefined {
  if (!result.ok && result.error.code === unknown) return undefined
  return taken(result)
}
