import { type Amount, MAX_AMOUNT } from '#chain/amount.ts'
import type { HeaderFields } from '#chain/block/header.ts'
import { type CborValue, encode } from '#chain/codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { GENESIS_BOUNDS } from '#chain/limits.ts'
import type { RuleCode } from '#chain/rules.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import { testAccount, testNetwork, transferOf } from '../chain-builder.ts'
import { deployPayload, invokePayload } from '../contract-world.ts'
import { createFakeContractRuntime } from '../fake-contract-runtime.ts'
import { openJudge } from '../judge.ts'
import { createSealedChain } from '../sealed-chain.ts'
import { transactionOf } from '../transaction-of.ts'
import { unappliedBlock } from '../unapplied-block.ts'
import type { Provocation } from './provocation.ts'

const [alice, bob, miner] = [testAccount(1), testAccount(2), testAccount(3)]
const by = [miner]
const params = testNetwork({}, [alice])

const pay = (nonce: number, { on = params, amount = 1n } = {}): Transaction =>
  transferOf(on, alice, { to: bob.address, nonce, amount })

const payments = (count: number, on: GenesisParameters): Transaction[] =>
  Array.from({ length: count }, (_, nonce) => pay(nonce, { on }))

/** A node's verdict on a first block with these transactions. */
const holding =
  (transactions: (on: GenesisParameters) => readonly Transaction[], on = params): Provocation =>
  async () => {
    const chain = createSealedChain(on)
    return (await openJudge(on)).block(await unappliedBlock(chain, chain.genesis, transactions(on), { by }))
  }

/** A node's verdict on a valid first block, changed and sealed again. */
const promising =
  (change: Partial<HeaderFields>, on = params): Provocation =>
  async () => {
    const chain = createSealedChain(on)
    const tamper = (fields: HeaderFields) => ({ ...fields, ...change })
    return (await openJudge(on)).block(await chain.seal(chain.genesis, [pay(0, { on })], { by, tamper }))
  }

/** A node's verdict on the body that it received for a valid header. */
const fetching =
  (body: Uint8Array): Provocation =>
  async () => {
    const chain = createSealedChain(params)
    const { header } = await chain.seal(chain.genesis, [pay(0)], { by })
    return (await openJudge(params)).bytes(header.bytes, body)
  }

async function blamed(): Promise<string> {
  const chain = createSealedChain(params)
  return (await openJudge(params)).blame(await unappliedBlock(chain, chain.genesis, [pay(1)], { by }))
}

const TELLINGS = 256n
/** The length of a value of a hoard: just below what a transaction may write. */
const LENGTH = 60_000n
const COUNT = 8n
const spans = Array.from({ length: 20 }, (_, i) => [BigInt(i) * COUNT, COUNT, LENGTH])

/** A node's verdict on a block with these calls of a contract, after blocks that filled it. */
async function calling(
  method: 'tell' | 'clear',
  calls: readonly CborValue[][],
  ...fills: readonly CborValue[][][]
): Promise<string> {
  const contracts = createFakeContractRuntime()
  const chain = createSealedChain(params, contracts)
  const judge = await openJudge(params, undefined, contracts)
  const contract = contractAddress(alice.address, 0)
  let nonce = 0
  const sign = (payload: Payload) => transactionOf(params, alice, payload, { nonce: nonce++ })
  const all = (method: string, args: readonly CborValue[][]) =>
    args.map(each => sign(invokePayload(contract, method, each)))

  let parent = chain.genesis
  const blocks = [
    [sign(deployPayload(method === 'tell' ? 'Keeper' : 'Hoard'))],
    ...fills.map(fill => all('fill', fill)),
  ]
  for (const transactions of blocks) {
    parent = await chain.seal(parent, transactions, { by })
    await judge.block(parent)
  }
  return judge.block(await unappliedBlock(chain, parent, all(method, calls), { by }))
}

const limited = (limits: Partial<GenesisParameters['limits']>) =>
  testNetwork({ limits: { ...params.limits, ...limits } }, [alice])

const [leastBytes] = GENESIS_BOUNDS.blockBytes
const [leastGas] = GENESIS_BOUNDS.blockGas
const full = testNetwork({ allocations: [[bob.address, MAX_AMOUNT as Amount]] })
const { header: genesis } = createSealedChain(params).genesis

/** Rules that a block breaks by its body, or by the result of applying it. */
export const BODY_RULES = {
  BLOCK_SCHEMA: fetching(encode('body')),
  BLOCK_TOO_LARGE: holding(on => payments(30, on), limited({ blockBytes: leastBytes })),
  BLOCK_TOO_MANY_TRANSACTIONS: holding(on => payments(4, on), limited({ blockTransactions: 3 })),
  BLOCK_TX_ROOT: fetching(encode([])),
  BLOCK_FILE_ROOT: promising({ fileRoot: genesis.stateRoot as never }),
  BLOCK_DUPLICATE_TX: holding(() => [pay(0), pay(0)]),
  TX_NONCE_OLD: holding(() => [pay(0), pay(0, { amount: 2n })]),
  TX_NONCE_GAP: holding(() => [pay(1)]),
  TX_BALANCE: holding(() => [pay(0, { amount: MAX_AMOUNT })]),
  BLOCK_OVERFLOW: async () => {
    const chain = createSealedChain(full)
    const tamper = (fields: HeaderFields) => ({ ...fields, producer: bob.address })
    return (await openJudge(full)).block(await chain.seal(chain.genesis, [], { by, tamper }))
  },
  BLOCK_GAS: holding(on => payments(10, on), limited({ blockGas: leastGas })),
  BLOCK_RECEIPTS: () => calling('tell', Array(18).fill([TELLINGS, 'x'.repeat(1900)])),
  BLOCK_UNDO: () => calling('clear', spans, spans.slice(0, 16), spans.slice(16)),
  BLOCK_TRANSACTION: blamed,
  BLOCK_STATE_ROOT: promising({ stateRoot: genesis.stateRoot }),
  BLOCK_RECEIPT_ROOT: promising({ receiptRoot: genesis.receiptRoot }),
} satisfies Partial<Record<RuleCode, Provocation>>
