import type { NODE_CALLS } from '../calls/node.ts'
import type { Samples } from './sample.ts'
import { ID, OTHER_ID, PEER, TIME } from './values.ts'

export const NODE_SAMPLES = {
  status: {
    args: {},
    result: {
      version: '0.1.0',
      network: { id: ID, name: 'Tabchain', symbol: 'TAB', consensus: 'pow' },
      peerId: PEER,
      height: 42,
      tip: OTHER_ID,
      finalHeight: 2,
      stateRoot: ID,
      peers: 3,
      mempool: 1,
      syncing: { state: 'bodies', target: 50 },
      producing: true,
      hashrate: 1_234_567.8,
      clockOffsetMs: -12,
      storage: { usedBytes: 1_000, quotaBytes: 2_000_000, persisted: false },
      verified: 'full',
      profile: 0,
      signaling: 'online',
      signalingServer: 'https://a.example/signal/',
      fault: { code: 'STORAGE_FULL', message: 'the disk is full; free some space' },
    },
  },
  events: {
    args: { limit: 10 },
    result: [{ seq: 1, time: TIME, type: 'mined', data: { id: OTHER_ID, height: 42, transactions: 1 } }],
  },
  config: { args: { key: 'threads', value: '2' }, result: { threads: 2 } },
  doctor: {
    args: {},
    result: { checks: [{ name: 'WebRTC', ok: false, detail: 'missing; use another browser' }] },
  },
  reset: { args: { keys: true, over: true }, result: { reset: true } },
  terminalLines: { args: { add: 'status --json', clear: true }, result: ['status --json'] },
} satisfies Samples<typeof NODE_CALLS>
