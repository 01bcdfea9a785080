import { known } from '#lib/assert.ts'
import type { BuiltBlock } from '#testing/chain-builder.ts'
import { type Attack, harmless } from '../attack.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import {
  CONFIRMATIONS,
  FUNDED_MS,
  MAX_FORGED_BLOCKS,
  REST_SPACINGS,
  TURN_MS,
  VERDICTS_MS,
} from '../limits.ts'

export const idleRewrite: Attack = {
  name: 'idle-rewrite',
  title: 'A rewrite of idle hours',
  group: 'Forks',
  what: 'Backdates blocks into an idle time until they outweigh the blocks that confirmed a payment after it.',
  outcome:
    'More work wins: every tab moves over, and the payment, which was never final, gets into a block again. Final blocks stay.',
  engines: ['pow'],
  expects: harmless('valid'),

  async run(lab) {
    const { burner, chain, node } = lab
    const purse = await lab.purse()
    const fork = await rested(lab)
    const final = { height: chain.final, id: (await chain.store.blockAt(chain.final))?.id }

    const payment = lab.payment(purse)
    await lab.announceTransaction(payment.bytes)
    await lab.until(() => node.mempool.get(payment.id) !== undefined, VERDICTS_MS)
    for (let i = 0; i < CONFIRMATIONS; i++) await node.producer.once(lab.signal)
    await lab.landed(payment.id)
    const { height: paidAt } = known(await chain.store.tx(payment.id), 'the payment that landed')
    const calledFinal = paidAt <= chain.final

    const secret = await datedBack(lab, fork)
    const { header, record } = known(secret.at(-1), 'a block')
    await lab.gather()
    burner.offer(secret)
    burner.claim({ height: header.height, tip: header.id, totalWeight: record.totalWeight })
    await lab.settled([], report => report.height >= header.height)
    // announced once more by itself, so that every tab reports its verdict
    burner.announce({ header: header.bytes, txIds: [] })

    return {
      ids: [header.id],
      aftermath: async () => {
        if (calledFinal) return 'the payment was reported as final'
        if ((await chain.store.blockAt(final.height))?.id !== final.id) return 'a final block was undone'
        if (!chain.tree.get(header.id)?.main) return 'a tab did not follow the heavier chain'
        await lab.until(async () => (await chain.store.tx(payment.id)) !== undefined, FUNDED_MS)
        return (await chain.store.tx(payment.id)) ? undefined : 'the payment is lost'
      },
    }
  },
}

/** The tip, once no block was made for a while. */
async function rested(lab: AttackContext): Promise<BuiltBlock> {
  const { clock, forge, chain } = lab
  const restMs = REST_SPACINGS * chain.genesis.consensus.spacingMs
  const needs = new AttackNeeds('a network that rests for a few seconds (spacing) while no payment waits')
  if (restMs > TURN_MS) throw needs
  const end = clock.now() + 2 * TURN_MS
  while (clock.now() < end) {
    const tip = forge.tip()
    const restedAt = tip.header.timestamp + restMs
    await lab.until(() => clock.now() >= restedAt, restMs)
    if (forge.tip().header.id === tip.header.id && clock.now() >= restedAt) return tip
  }
  throw needs
}

/** Empty blocks on `fork`, one for each spacing since, until they outweigh this tab's chain. */
async function datedBack(lab: AttackContext, fork: BuiltBlock): Promise<BuiltBlock[]> {
  const { clock, forge, chain } = lab
  const by = await lab.producers()
  const { spacingMs } = chain.genesis.consensus
  const blocks: BuiltBlock[] = []
  let last = fork
  while (last.record.totalWeight <= chain.tip.totalWeight && blocks.length < MAX_FORGED_BLOCKS) {
    last = await forge.build(last, [], { by, at: Math.min(clock.now(), last.header.timestamp + spacingMs) })
    blocks.push(last)
  }
  return blocks
}
