import 'fake-indexeddb/auto'
import { WebSocket } from 'ws'

/**
 * What browsers have and Node lacks: IndexedDB, and until Node 22 a WebSocket. Vitest loads it before every
 * file of unit tests.
 */
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket
