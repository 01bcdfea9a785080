import { type BitswapOptions, withBitswap } from '@helia/bitswap'
import type { Libp2p, PeerId } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { known } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import type { FileStore } from '#storage/file-store.ts'
import { BlockView } from './block-view.ts'
import { LEDGER_WANTS, MAX_BLOCK_BYTES, MESSAGE_SLACK_BYTES, MESSAGE_TIMEOUT_MS } from './limits.ts'
import type { BitswapNetwork, ReceivedBytes } from './received-bytes.ts'
import { type PeerWantLists, serveInTurn } from './serving-line.ts'

/**
 * The parts of Helia's bitswap used here, which are public but which its types do not reach (read in
 * @helia/bitswap 4.0.19, `bitswap` and `want-list`).
 */
export interface Bitswap {
  stop(): Promise<void>
  readonly peerWantLists: PeerWantLists
  readonly network: BitswapNetwork
  readonly wantList: EventTarget & {
    wantSessionBlock(cid: CID, peer: PeerId, options: { signal: AbortSignal }): Promise<unknown>
    wantSessionPresence(cid: CID, peer: PeerId, options: { signal: AbortSignal }): Promise<unknown>
  }
}

export type BitswapHost = Parameters<typeof withBitswap>[0]

const OPTIONS: BitswapOptions = {
  // One or two blocks per message, so that the next can be requested while the rest is under way.
  maxOutgoingMessageSize: MAX_BLOCK_BYTES + MESSAGE_SLACK_BYTES,
  maxIncomingMessageSize: 2 * MAX_BLOCK_BYTES,
  messageSendTimeout: MESSAGE_TIMEOUT_MS,
  messageReceiveTimeout: MESSAGE_TIMEOUT_MS,
  // Bitswap's code reads this name and ignores the one in its types.
  ...{ maxWantListSize: LEDGER_WANTS },
  // So that a question is answered while blocks are on their way.
  ...{ sendBlocksConcurrency: 2 },
}

/**
 * Adds bitswap to a Helia node that has not started. The returned function gives the bitswap once the node
 * has started.
 */
export function addBitswap(host: BitswapHost, clock: Clock): () => Bitswap {
  let started: Bitswap | undefined
  const add = host.addBlockBroker.bind(host)
  host.addBlockBroker = broker => {
    const { bitswap } = broker as { bitswap?: Bitswap }
    if (bitswap) serveInTurn(bitswap.peerWantLists, clock)
    started = bitswap ?? started
    add(broker)
  }
  withBitswap(host, OPTIONS)
  return () => known(started, 'bitswap of a started node')
}

/**
 * Bitswap on the node's own libp2p, with only the parts of a Helia node that it needs: a tab has no use for
 * the key chain, DNS client and sessions.
 */
export async function startBitswap(
  libp2p: Libp2p,
  store: Pick<FileStore, 'block'>,
  clock: Clock,
  received?: ReceivedBytes,
): Promise<Bitswap> {
  let mixin: Parameters<BitswapHost['addMixin']>[0] | undefined
  const host = {
    libp2p,
    logger: libp2p.logger,
    blockstore: new BlockView(store),
    getHasher: () => sha256,
    routing: { findProviders: async function* () {} },
    status: 'starting',
    addMixin: (added: typeof mixin) => {
      mixin = added
    },
    hasBlockBroker: () => false,
    addBlockBroker: () => {},
  } as unknown as BitswapHost

  const bitswap = addBitswap(host, clock)
  await known(mixin, 'mixin of bitswap').start?.(host)
  await received?.watch(libp2p, bitswap().network)
  return bitswap()
}
