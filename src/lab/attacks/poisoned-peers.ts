import type { CborValue } from '#chain/codec.ts'
import { MAX_KNOWN_PEERS, MAX_SHARED_PEERS } from '#network/limits.ts'
import { NetworkError } from '#network/network.ts'
import { peerIdFromSeed } from '#network/peer-id.ts'
import { PEER_EXCHANGE, peerExchangeMessage } from '#network/protocols/peer-exchange.ts'
import { ask } from '#network/protocols/request.ts'
import { type Attack, refused } from '../attack.ts'
import type { PeerReport } from '../lab-network.ts'

/** Addresses per list: one list that a tab accepts, and one that is too long. */
const [PLAUSIBLE, TOO_LONG] = [2, 8]

export const poisonedPeers: Attack = {
  name: 'poisoned-peers',
  title: 'A poisoned list of peers',
  group: 'Wire',
  what: 'Sends every tab lists of peers that do not exist, first as many as a message may hold, then more.',
  outcome:
    'The address book is bounded and keeps the peers that it has met; a list that is too long costs the links.',
  engines: ['pow', 'poa', 'pos'],
  expects: refused('WIRE_MALFORMED'),

  async run(lab) {
    const { burner, victims } = lab
    const nobody = () => ({ peerId: peerIdFromSeed(lab.random.bytes(32)), ageMs: 0, links: 1 })
    const people = (count: number) => peerExchangeMessage(Array.from({ length: count }, nobody))
    await lab.gather()

    const announce = async (peerId: string, message: CborValue) => {
      const connection = burner.connectionWith(peerId)
      if (!connection) return
      try {
        burner.sent++
        await ask(PEER_EXCHANGE, connection, message, { clock: lab.clock, signal: lab.signal })
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error
      }
    }
    await Promise.all(
      victims.map(async peerId => {
        for (let i = 0; i < PLAUSIBLE; i++) await announce(peerId, people(MAX_SHARED_PEERS))
        for (let i = 0; i < TOO_LONG && burner.linked().includes(peerId); i++) {
          await announce(peerId, people(MAX_SHARED_PEERS + 1))
        }
      }),
    )
    const isWhole = ({ peerId, links, known }: PeerReport) =>
      known <= MAX_KNOWN_PEERS && victims.every(other => other === peerId || links.includes(other))
    return {
      aftermath: async () =>
        (await lab.settled([], isWhole)) ? undefined : 'honest tabs lost their links with each other',
    }
  },
}
