import { beforeAll, describe, expect, test } from 'vitest'
import { formatContractAddress } from '#chain/address.ts'
import { encode } from '#chain/codec.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { known } from '#lib/assert.ts'
import { type BuiltBlock, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { deployPayload, invokePayload } from '#testing/contract-world.ts'
import { createFakeContractRuntime } from '#testing/fake-contract-runtime.ts'
import { type Judge, openJudge } from '#testing/judge.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'

const [alice, bob] = [testAccount(1), testAccount(2)]
const params = testNetwork({}, [alice])
const contracts = createFakeContractRuntime()
const counter = contractAddress(alice.address, 0)
const name = formatContractAddress(counter)

const [deployed, added, failed] = [
  deployPayload('Counter', [4n]),
  invokePayload(counter, 'add', [3n]),
  invokePayload(counter, 'subtract'),
].map((payload, nonce) => transactionOf(params, alice, payload, { nonce, fee: 900n })) as [
  ReturnType<typeof transactionOf>,
  ReturnType<typeof transactionOf>,
  ReturnType<typeof transactionOf>,
]

let judge: Judge
let block: BuiltBlock
let outcome: string
beforeAll(async () => {
  const chain = createSealedChain(params, contracts)
  judge = await openJudge(params, undefined, contracts)
  block = await chain.seal(chain.genesis, [deployed, added, failed], { by: [bob] })
  outcome = await judge.block(block)
})

describe('a block with contracts', () => {
  test('is accepted only by a node that runs them', async () => {
    expect(await (await openJudge(params)).block(block)).toBe('TX_KIND_ELSEWHERE')
    expect(outcome).toBe('extended')
    expect(judge.chain.state.root()).toBe(block.state.root())
  })

  test('has rows that name the contract, the class and the method', async () => {
    const { store } = judge.chain
    expect(await store.tx(deployed.id)).toMatchObject({
      ...{ kind: 'deploy', to: name, memo: 'Counter', parties: [alice.text, name] },
      detail: { gasLimit: '1000000' },
    })
    expect(await store.tx(added.id)).toMatchObject({
      ...{ kind: 'invoke', to: name, memo: 'add', parties: [alice.text, name, `${name}/counted`] },
      detail: { method: 'add', gasLimit: '1000000' },
      receipt: {
        ...{ status: 'applied', message: '', result: encode(7n) },
        events: [{ source: name, name: 'counted', data: ['7'] }],
      },
    })
    expect(await store.tx(failed.id)).toMatchObject({
      receipt: { status: 'failed', code: 'CODE_THREW', message: 'there is no method subtract' },
    })
  })

  test('shows the paid fees, not the offered ones', async () => {
    const row = known(await judge.chain.store.block(block.header.id), 'row')
    const paid = known(block.applied, 'applied').receipts.reduce((sum, { fee }) => sum + fee, 0n)
    expect(row.fees).toBe(paid)
    expect(paid).toBeLessThan(2_700n)
  })

  test('is in the history of the contract', async () => {
    const rows = await judge.chain.store.history(name, 10)
    expect(rows.map(({ id }) => id)).toEqual([failed.id, added.id, deployed.id])
  })
})
