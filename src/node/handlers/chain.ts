import type { CallHandlers } from '#api/handlers.ts'
import { ok } from '#lib/result.ts'
import { verifyChain } from '#node/archive/verify-chain.ts'
import { forksOf } from '#node/chain/forks.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for the whole chain: verification, forks, export and import. */
export function chainHandlers({ node }: HandlerContext) {
  const { chain } = node

  return {
    chainVerify: (_, signal) => verifyChain(chain, signal),

    chainExport: async (_, signal) => {
      // Loaded only here, because a running node does not need it.
      const { exportChain } = await import('#node/archive/chain-car.ts')
      const exported = await exportChain(chain, signal)
      if (!exported.ok) return exported
      const { car, height } = exported.value
      return ok({ car, height, name: `${chain.genesis.symbol}-${height}.car` })
    },

    chainImport: async ({ car }, signal) => {
      const { importChain } = await import('#node/archive/chain-car.ts')
      return importChain(chain, bytesOf(car), signal, outcome => node.reports.imported(outcome, 'self'))
    },

    chainForks: async () => {
      const forks = forksOf(chain).slice(0, LIST_LIMIT)
      return ok(
        forks.map(({ tip: { header, totalWeight, main, invalid }, forkHeight }) => ({
          tip: header.id,
          height: header.height,
          totalWeight,
          main,
          forkHeight,
          invalid,
        })),
      )
    },
  } satisfies Partial<CallHandlers>
}

/** The bytes of a file, piece by piece. Not every browser lets a stream be iterated. */
async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    reader.releaseLock()
  }
}
