import type { ApiHandlers } from '#api/handlers.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { consensusSummary, factsOf } from '#node/chain/consensus-summary.ts'
import { readAmount } from '#node/pool/make-transaction.ts'
import type { HandlerContext } from './context.ts'
import { kindElsewhere, requireEngine } from './kind-elsewhere.ts'
import { nameField } from './name-field.ts'
import { createSender } from './send-transaction.ts'

type Names = 'stake' | 'unstake' | 'stakes'

interface Bond {
  readonly from: string
  readonly amount: bigint
  readonly fee?: bigint
}

/** The field that each refusal of the rules is about. */
const FIELDS = {
  STAKE_TOO_SMALL: 'amount',
  STAKE_TOO_LARGE: 'amount',
  STAKE_NOT_HELD: 'from',
  OVERFLOW: 'amount',
}

/** Proof of stake: what is at stake, and changing one's own. */
export function stakeHandlers({ node }: HandlerContext): Pick<ApiHandlers, Names> {
  const { chain } = node
  const send = createSender(node)

  async function change(kind: 'stake' | 'unstake', bond: Bond): Promise<Result<{ txId: string }, Failure>> {
    const here = requireEngine(chain, 'stake')
    if (!here.ok) return here
    const amount = readAmount(bond.amount, 'amount')
    if (!amount.ok) return amount
    if (amount.value === 0n) return fail('AMOUNT_ZERO', 'amount: must be more than 0')
    return nameField(await send(bond, { kind, amount: amount.value }), FIELDS)
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
  }
}
