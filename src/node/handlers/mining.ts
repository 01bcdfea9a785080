import type { CallHandlers } from '#api/handlers.ts'
import type { MiningResult } from '#api/results.ts'
import { fail, ok } from '#lib/result.ts'
import { keepMiningChoice } from '#node/produce/mining-choice.ts'
import type { HandlerContext } from './context.ts'
import { explorerHandlers } from './explorer.ts'

/** Handlers for the mining switch, which is kept over reloads. */
export function miningHandlers(context: HandlerContext) {
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
        if (threads > miner.maxThreads) return badThreads(threads, miner.maxThreads)
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
      return block({ at: { id: made.header.id } })
    },
  } satisfies Partial<CallHandlers>
}

/** The error for a wrong number of threads, in `mine start` and `config`. */
export const badThreads = (asked: number | string, most: number) =>
  fail('VALUE_BAD', `threads: "${asked}" is not a whole number from 1 to ${most}, the number of this device`)
