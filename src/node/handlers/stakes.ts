import type { ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { consensusSummary, factsOf } from '#node/chain/consensus-summary.ts'
import type { HandlerContext } from './context.ts'
import { kindElsewhere, requireEngine } from './kind-elsewhere.ts'
import { nameField } from './name-field.ts'
import { createSender } from './send-transaction.ts'

type Bond = ReadArgs<'stake'>

/** The field that causes each broken rule. */
const FIELDS = {
  STAKE_TOO_SMALL: 'amount',
  STAKE_TOO_LARGE: 'amount',
  STAKE_NOT_HELD: 'from',
  OVERFLOW: 'amount',
}

/** Handlers for proof of stake: the stakes, and changing one's own. */
export function stakeHandlers({ node }: HandlerContext) {
  const { chain } = node
  const send = createSender(node)

  async function change(
    kind: 'stake' | 'unstake',
    { amount, ...options }: Bond,
  ): Promise<Result<{ txId: string }, Failure>> {
    const here = requireEngine(chain, 'stake')
    if (!here.ok) return here
    return nameField(await send(options, { kind, amount }), FIELDS)
  }

  return {
    stake: bond => change('stake', bond),

    unstake: bond => change('unstake', bond),

    stakes: async () => {
      const summary = consensusSummary(factsOf(chain))
      if (!('stakers' in summary)) return kindElsewhere(chain, 'stake')
      const { type: _, ...stakes } = summary
      return ok(stakes)
    },
  } satisfies Partial<CallHandlers>
}
