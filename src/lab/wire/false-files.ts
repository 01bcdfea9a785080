import type { Connection, Libp2p } from '@libp2p/interface'
import { type Bitswap, startBitswap } from '#files/bitswap.ts'
import { assert } from '#lib/assert.ts'
import { NetworkError } from '#network/network.ts'
import { createSystemClock } from '#node/start/system-clock.ts'

/** An attacker's answers to peers that ask for blocks of files, over bitswap as every tab speaks it. */
export interface FalseFiles {
  /** Any bytes for the block of this SHA-256; undefined to answer that it is missing. */
  readonly block: (digest: string) => Uint8Array | undefined
  /** Claims to have blocks, and sends none. */
  readonly onlySays: boolean
}

/** Returns a function that ends it. */
export async function serveFalsely(
  libp2p: Libp2p,
  { block, onlySays }: FalseFiles,
): Promise<() => Promise<void>> {
  const bitswap = await startBitswap(libp2p, { block: async digest => block(digest) }, createSystemClock())
  if (onlySays) receiveOnlyQuestions(bitswap)
  return () => bitswap.stop()
}

function receiveOnlyQuestions({ peerWantLists: lists }: Bitswap): void {
  const receive = lists.receiveMessage.bind(lists)
  lists.receiveMessage = (peer, message) => {
    const { full = false, entries = [] } = message.wantlist ?? {}
    const questions = entries.filter(({ wantType }) => wantType === 'WantHave')
    receive(peer, { ...message, wantlist: { full, entries: questions } })
  }
}

const BITSWAP = '/ipfs/bitswap/1.2.0'
/** CIDv1, raw, SHA2-256 of 32 bytes: the prefix that a message has in place of a block's name. */
const PREFIX = Uint8Array.of(1, 0x55, 0x12, 32)

/** Sends a bitswap message with one raw block and nothing else; returns whether it was sent. */
export async function unrequestedBlock(connection: Connection, bytes: Uint8Array): Promise<boolean> {
  // Below this, each length is one byte.
  assert(bytes.length < 100, 'a small block')
  const block = [0x0a, PREFIX.length, ...PREFIX, 0x12, bytes.length, ...bytes]
  const message = [0x1a, block.length, ...block]
  try {
    const stream = await connection.newStream(BITSWAP)
    stream.send(Uint8Array.of(message.length, ...message))
    await stream.close()
    return true
  } catch (error) {
    if (error instanceof NetworkError || connection.status === 'open') throw error
    // The peer closed the link, as it should.
    return false
  }
}
