import type { CallHandlers } from '#api/handlers.ts'
import { fail, ok } from '#lib/result.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for the node itself. */
export function maintenanceHandlers(context: HandlerContext) {
  const { node, storage, profile, version } = context
  const { chain } = node

  return {
    status: async () => {
      const { header } = chain.tip
      const { name, symbol, consensus } = chain.genesis
      return ok({
        version,
        network: { id: chain.networkId, name, symbol, consensus: consensus.type },
        peerId: node.network.peerId,
        height: header.height,
        tip: header.id,
        finalHeight: chain.final,
        stateRoot: header.stateRoot,
        peers: node.network.peers().filter(peer => peer.state === 'connected').length,
        mempool: node.mempool.size,
        syncing: node.sync.state,
        producing: node.producer.choice.on,
        hashrate: node.miner.hashrate(),
        clockOffsetMs: node.network.clockOffsetMs(),
        storage: await storage.read(),
        verified: 'full',
        profile,
        signaling: node.signaling,
        ...(node.signalingServer === undefined ? {} : { signalingServer: node.signalingServer }),
        ...(node.guard.fault ? { fault: node.guard.fault } : {}),
      })
    },

    events: async ({ limit }) => {
      await node.events.flush()
      const rows = await chain.store.events(Math.min(limit ?? 50, LIST_LIMIT))
      return ok(rows.map(({ seq, time, type, data }) => ({ seq: seq ?? 0, time, type, data })))
    },

    doctor: async () => {
      const { runDoctor } = await import('./doctor.ts')
      return ok({ checks: await runDoctor(context) })
    },

    reset: async ({ keys = false, over = false }) => {
      const rival = over && !keys ? node.rivals.heaviest() : undefined
      if (over && !keys && !rival) {
        return fail(
          'OTHER_CHAIN_MISSING',
          'over: no peer is on a chain that this tab refuses, so there is no chain to move to; nothing was deleted',
        )
      }
      await context.reset({ keys, ...(rival && { over: rival.fork }) })
      return ok({ reset: true })
    },
  } satisfies Partial<CallHandlers>
}
