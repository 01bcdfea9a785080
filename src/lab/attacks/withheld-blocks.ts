import type { BuiltBlock } from '#testing/chain-builder.ts'
import { type Attack, harmless } from '../attack.ts'
import { FUNDED_MS, MAX_FORGED_BLOCKS, VERDICTS_MS } from '../limits.ts'

export const withheldBlocks: Attack = {
  name: 'withheld-blocks',
  title: 'Withheld blocks',
  group: 'Forks',
  what: 'Mines in secret while a payment is confirmed, and then shows a heavier chain without that payment.',
  outcome:
    'More work wins: every tab moves over. The payment returns to the mempools and gets into a block again.',
  engines: ['pow'],
  expects: harmless('valid'),

  async run(lab) {
    const { burner, chain, forge, node } = lab
    const by = await lab.producers()
    const payment = lab.payment(await lab.purse())
    const fork = forge.tip()
    await lab.announceTransaction(payment.bytes)
    await lab.until(() => node.mempool.get(payment.id) !== undefined, VERDICTS_MS)
    if (!(await chain.store.tx(payment.id))) await node.producer.once(lab.signal)
    await lab.landed(payment.id)

    const secret: BuiltBlock[] = []
    let last = fork
    while (last.record.totalWeight <= chain.tip.totalWeight && secret.length < MAX_FORGED_BLOCKS) {
      last = await forge.build(last, [], { by })
      secret.push(last)
    }
    await lab.gather()
    burner.offer(secret)
    const { id: tip, height } = last.header
    burner.claim({ height, tip, totalWeight: last.record.totalWeight })
    await lab.settled([], report => report.height >= height)
    // announced once more by itself, so that every tab reports its verdict
    burner.announce({ header: last.header.bytes, txIds: [] })

    return {
      ids: [tip],
      aftermath: async () => {
        if (!chain.tree.get(tip)?.main) return 'a tab did not follow the heavier chain'
        await lab.until(async () => (await chain.store.tx(payment.id)) !== undefined, FUNDED_MS)
        return (await chain.store.tx(payment.id)) ? undefined : 'the payment is lost'
      },
    }
  },
}
