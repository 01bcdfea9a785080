import { expect, test } from 'vitest'
import { ConnectionWatch } from './connection-watch.ts'

/** A connection with these statistics. */
function watching(stats: readonly { readonly id: string }[] | Error) {
  const pc = {
    addEventListener: () => {},
    getStats: async () => {
      if (stats instanceof Error) throw stats
      return new Map(stats.map(stat => [stat.id, stat]))
    },
  }
  return new ConnectionWatch(pc as unknown as RTCPeerConnection, () => () => {})
}

const host = { id: 'host', type: 'local-candidate', candidateType: 'host' }
const relay = { id: 'relay', type: 'local-candidate', candidateType: 'relay' }
const remote = { id: 'remote', type: 'remote-candidate', candidateType: 'prflx' }
const pair = (id: string, localCandidateId: string) => ({
  ...{ id, type: 'candidate-pair', state: 'succeeded' },
  ...{ localCandidateId, remoteCandidateId: 'remote' },
})
const tried = [pair('direct', 'host'), pair('relayed', 'relay'), host, relay, remote]

test.each([
  [
    'Chromium names the relayed pair',
    [...tried, { id: 't', type: 'transport', selectedCandidatePairId: 'relayed' }],
    true,
  ],
  [
    '… or the direct one',
    [...tried, { id: 't', type: 'transport', selectedCandidatePairId: 'direct' }],
    false,
  ],
  [
    'Firefox marks the pair',
    [...tried, { ...pair('chosen', 'relay'), nominated: true, selected: true }],
    true,
  ],
  [
    'the other tab uses a relay',
    [
      pair('p', 'host'),
      { ...remote, candidateType: 'relay' },
      host,
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
    ],
    true,
  ],
  ['nothing is chosen yet', tried, undefined],
  ['the browser refuses', new Error('closed'), undefined],
])('%s', async (_, stats, relayed) => {
  expect(await watching(stats).isRelayed()).toBe(relayed)
})
