import type { ApiHandlers } from '#api/handlers.ts'
import type { MiningResult } from '#api/results.ts'
import { fail, ok } from '#lib/result.ts'
import { keepMiningChoice } from '#node/produce/mining-choice.ts'
import type { HandlerContext } from './context.ts'
import { explorerHandlers } from './explorer.ts'

type Names = 'mineStart' | 'mineStop' | 'mineOnce'

/** The mining switch. The choice is kept over reloads. */
export function miningHandlers(context: HandlerContext): Pick<ApiHandlers, Names> {
  const { node, settings } = context
  const { producer, miner } = node
  const { block } = explorerHandlers(context)

  const now = (): MiningResult => ({
    mining: producer.choice.on,
    keepMining: producer.choice.keepMining,
    waiting: producer.waiting ?? null,
    threads: miner.threads(),
    hashrate: miner.hashrate(),
  })

  return {
    mineStart: async ({ threads, keepMining }) => {
      if (threads !== undefined) {
        if (!Number.isInteger(threads) || threads < 1 || threads > miner.maxThreads) {
          return fail(
            'BAD_THREADS',
            `threads: must be a whole number from 1 to ${miner.maxThreads} on this device`,
          )
        }
        miner.setThreads(threads)
      }
      producer.choose({ on: true, keepMining: keepMining ?? producer.choice.keepMining })
      await keepMiningChoice(node, settings)
      node.rows.miningChanged()
      return ok(now())
    },

    mineStop: async () => {
      producer.choose({ ...producer.choice, on: false })
      await keepMiningChoice(node, settings)
      node.rows.miningChanged()
      return ok(now())
    },

    mineOnce: async (_, signal) => {
      if (node.guard.fault) return fail(node.guard.fault.code, node.guard.fault.message)
      const made = await producer.once(signal)
      return block({ at: made.header.id }, signal)
    },
  }
}
