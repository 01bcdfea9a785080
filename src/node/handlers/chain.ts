import type { ApiHandlers } from '../../api/handlers.ts'
import { ok } from '../../lib/result.ts'
import { forksOf } from '../forks.ts'
import { LIST_LIMIT } from '../limits.ts'
import { verifyChain } from '../verify-chain.ts'
import type { HandlerContext } from './context.ts'

/** The chain as a whole: does it hold, and what is there beside it? */
export function chainHandlers({ node }: HandlerContext): Pick<ApiHandlers, 'chainVerify' | 'chainForks'> {
  const { chain } = node

  return {
    chainVerify: (_, signal) => verifyChain(chain, signal),

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
  }
}
