import { expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { decodeAccount } from '#chain/state/account.ts'
import { effort } from '#testing/effort.ts'
import { createRandomWalk, type Walk } from '#testing/random-walk.ts'

/** Failing seeds are added here and stay; `SEEDS=a,b` tries others. */
const SEEDS = process.env.SEEDS?.split(',') ?? [
  ...['calm', 'storm', 'night', 'tide', 'ember', 'quartz'],
  ...Array.from({ length: effort(0, 10_000) }, (_, i) => `long ${i}`),
]
const STEPS = 60

test.each(SEEDS)(
  'tabs that pay, mine, split, crash and reconnect converge on one chain: seed %s',
  async seed => {
    const walk = await createRandomWalk(seed, 5)
    for (let step = 0; step < STEPS; step++) {
      await walk.step()
      expectSound(walk, `seed ${seed}, step ${step}`)
    }
    await walk.settle()

    const tips = walk.tabs.map(({ node }) => node.chain.tip.header)
    expect(new Set(tips.map(tip => tip.id)).size, `seed ${seed}: ${tips.map(tip => tip.height)}`).toBe(1)
    expect(new Set(tips.map(tip => tip.stateRoot)).size).toBe(1)
    expect(tips[0]?.height).toBeGreaterThan(5)

    // Honest tabs are not blamed, and no payment is lost: each is in a block, or its sender received the
    // reason.
    expect(walk.hub.penalties).toEqual([])
    for (const { tab, txId } of walk.payments) {
      const row = tab.node.own.get(txId)
      expect(['confirmed', 'dropped'], `seed ${seed}: payment ${txId} of ${tab.name}`).toContain(row?.status)
      if (row?.status === 'dropped') expect(row.reason).toMatch(/\w+/)
      else expect(await tab.node.chain.store.tx(txId)).toBeDefined()
    }
    expect(walk.payments.length).toBeGreaterThan(0)
    await walk.end()
  },
)

/** Checks the invariants of every tab. */
function expectSound({ tabs }: Walk, where: string): void {
  for (const { node, name } of tabs.filter(tab => tab.running)) {
    const { chain } = node
    expect(chain.state.root(), `${where}: state of ${name}`).toBe(chain.tip.header.stateRoot)
    const balances = [...chain.state.entries()].map(([, value]) => decodeAccount(value).balance)
    const issued = COIN * (1_000n * BigInt(tabs.length) + 50n * BigInt(chain.tip.header.height))
    expect(
      balances.reduce<bigint>((sum, balance) => sum + balance, 0n),
      `${where}: coins of ${name}`,
    ).toBe(issued)
  }
}
