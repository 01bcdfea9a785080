import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FAILURES, RULES, type RuleCode } from '#chain/rules.ts'
import { accountKey, readAccount } from '#chain/state/account.ts'
import { known } from '#lib/assert.ts'
import { VERDICTS } from '#network/verdicts.ts'
import { openJudge } from '#testing/judge.ts'
import { BODY_RULES } from '#testing/provocations/body-rules.ts'
import { type Act, FAILURE_SCENARIOS, type FailureScenario } from '#testing/provocations/failures.ts'
import { HEADER_RULES } from '#testing/provocations/header-rules.ts'
import type { Provocation } from '#testing/provocations/provocation.ts'
import { SEAL_RULES } from '#testing/provocations/seal-rules.ts'
import { TRANSACTION_RULES } from '#testing/provocations/transaction-rules.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'

/** One way to break each rule. A new rule does not compile until it is provoked here. */
const PROVOCATIONS = {
  ...TRANSACTION_RULES,
  ...HEADER_RULES,
  ...BODY_RULES,
  ...SEAL_RULES,
} satisfies Record<RuleCode, Provocation>

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')

/** The rows of the table under a heading of the page, without its head. */
function tableUnder(heading: string): string[][] {
  const section = known(page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0], `section ${heading}`)
  return section
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
}

describe('every rule', () => {
  test.each(RULES)('%s is reported by name when it is broken', async code => {
    expect(await PROVOCATIONS[code]()).toBe(code)
  })

  test('is on the page, with its penalty', () => {
    const rows = tableUnder('Rules').map(([code, , verdict, penalty]) => [code, verdict, penalty])
    const expected = RULES.map(code => {
      const { verdict, penalty } = VERDICTS[code]
      return [`\`${code}\``, verdict, String(penalty)]
    })
    expect(rows).toEqual(expected)
  })
})

describe('every failure', () => {
  test.each(FAILURES)('%s is in the receipt, costs the fee and changes nothing else', async code => {
    const { block, parent, receipt, sender, outcome, stored } = await happened(FAILURE_SCENARIOS[code])
    expect(outcome).toBe('extended')
    expect(receipt).toMatchObject({ status: 'failed', code, fee: FEE, events: [] })
    expect(stored).toEqual(receipt)

    const before = readAccount(parent.state, sender.address)
    expect(receipt.changes).toEqual([[accountKey(sender.address), expect.any(Uint8Array)]])
    // a sender that is the producer gets the fee and the reward
    const isProducer = String(block.header.producer) === String(sender.address)
    const earned = isProducer ? (block.applied?.reward ?? 0n) + FEE : 0n
    expect(readAccount(block.state, sender.address)).toEqual({
      balance: before.balance - FEE + earned,
      nonce: before.nonce + 1,
    })
  })

  test('is on the page', () => {
    expect(tableUnder('Failures').map(([code]) => code)).toEqual(FAILURES.map(code => `\`${code}\``))
  })
})

const FEE = 7n

/** A chain with the scenario's blocks, all imported by a node. */
async function happened({ genesis, producers, contracts, before = [], fails }: FailureScenario) {
  const chain = createSealedChain(genesis, contracts)
  const judge = await openJudge(genesis, undefined, contracts)
  let parent = chain.genesis
  const add = async ({ from, payload, atMs }: Act) => {
    const { nonce } = readAccount(parent.state, from.address)
    const tx = transactionOf(genesis, from, payload, { nonce, fee: FEE })
    const block = await chain.seal(parent, [tx], {
      by: producers,
      ...(atMs === undefined ? {} : { from: genesis.timestamp + atMs }),
    })
    return { block, tx, outcome: await judge.block(block) }
  }

  for (const act of before) {
    const { block, outcome } = await add(act)
    expect(outcome).toBe('extended')
    expect(block.applied?.receipts).toMatchObject([{ status: 'applied' }])
    parent = block
  }
  const { block, tx, outcome } = await add(fails)
  const receipt = known(block.applied?.receipts[0], 'receipt')
  const stored = (await judge.chain.store.tx(tx.id))?.receipt
  return { block, parent, receipt, sender: fails.from, outcome, stored }
}
