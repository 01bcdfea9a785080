import type { Stream } from '@libp2p/interface'
import { MAX_CONCURRENT_REQUESTS, REQUEST_TIMEOUT_MS } from '#network/limits.ts'
import { HEADERS } from '#network/protocols/headers.ts'
import { type Attack, harmless } from '../attack.ts'
import { STALLED_STREAMS } from '../limits.ts'

export const stalledStreams: Attack = {
  name: 'stalled-streams',
  title: 'Stalled streams',
  group: 'Wire',
  what: 'Opens dozens of request streams to every tab and sends half a message on each.',
  outcome:
    'A link has few streams, each with a deadline: all of them are ended, and every tab is served in the meantime.',
  engines: ['pow', 'poa', 'pos'],
  expects: harmless('none'),

  async run(lab) {
    const { burner, victims } = lab
    await lab.gather()
    const opened = await Promise.all(
      victims.flatMap(peerId => Array.from({ length: STALLED_STREAMS }, () => stall(peerId))),
    )
    const streams = opened.flatMap(stream => stream ?? [])
    const open = () => streams.filter(({ status }) => status === 'open').length

    async function stall(peerId: string): Promise<Stream | undefined> {
      try {
        const stream = await burner.connectionWith(peerId)?.newStream(HEADERS.name, { signal: lab.signal })
        // announces 100 bytes, and sends the first of them
        stream?.send(Uint8Array.of(100, 0x82))
        burner.sent++
        return stream
      } catch {
        return undefined
      }
    }

    const atOnce = open()
    lab.note(`${victims.length * STALLED_STREAMS} streams requested, ${atOnce} open together`)
    return {
      // a tab that answers this question still has a link and time for it
      judge: () => ({ verdict: 'none', rule: '' }),
      aftermath: async () => {
        // streams beyond the bound are reset at the next message
        if (atOnce > victims.length * MAX_CONCURRENT_REQUESTS * 2)
          return `${atOnce} streams were open together`
        await lab.until(() => open() === 0, 2 * REQUEST_TIMEOUT_MS)
        return open() === 0 ? undefined : `${open()} streams are still open`
      },
    }
  },
}
