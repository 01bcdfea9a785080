import { WebSocket } from 'ws'

/** Node has a WebSocket as browsers have it from 22 on. Import this file where a tab under Node 20 dials by one. */
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket
