import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { createEngine } from '#consensus/create-engine.ts'
import { known } from '#lib/assert.ts'
import { ancestryOf, type BuiltBlock, type TestAccount } from '../chain-builder.ts'
import { createSealedChain } from '../sealed-chain.ts'
import { transactionOf } from '../transaction-of.ts'
import {
  alice,
  bob,
  carol,
  dave,
  erin,
  GOLDEN_NETWORKS,
  type GoldenEngine,
  miner,
} from './golden-networks.ts'
import { type Act, GOLDEN_SCRIPTS } from './golden-scripts.ts'

export const GOLDEN_BLOCKS = 200

/** The fee of each transaction, so that fees are in the state roots too. */
export const GOLDEN_FEE = 10_000n

/** Genesis and the {@link GOLDEN_BLOCKS} blocks of the script, the same in every run. */
export async function goldenChain(type: GoldenEngine): Promise<BuiltBlock[]> {
  const params = GOLDEN_NETWORKS[type]
  const chain = createSealedChain(params)
  const blocks = [chain.genesis]
  for (let height = 1; height <= GOLDEN_BLOCKS; height++) {
    const parent = known(blocks.at(-1), 'parent')
    const transactions = transactionsOf(params, parent, GOLDEN_SCRIPTS[type](height, slotOf(params, parent)))
    const from = parent.header.timestamp + params.consensus.spacingMs + delay(height)
    blocks.push(await chain.seal(parent, transactions, { by: producers(type, height), from }))
  }
  return blocks
}

function transactionsOf(
  params: GenesisParameters,
  { state }: BuiltBlock,
  acts: readonly Act[],
): Transaction[] {
  const nonces = new Map<TestAccount, number>()
  return acts.map(([from, payload]) => {
    const nonce = nonces.get(from) ?? readAccount(state, from.address).nonce
    nonces.set(from, nonce + 1)
    return transactionOf(params, from, payload, { nonce, fee: GOLDEN_FEE })
  })
}

/** 0 where there are no slots. */
function slotOf(params: GenesisParameters, block: BuiltBlock): number {
  const facts = createEngine(params).facts(block.state, ancestryOf(block))
  return facts.type === 'pos' ? facts.slot : 0
}

/** Early and late blocks, so that the difficulty rises and falls. */
const delay = (height: number): number => ((height * 7919) % 16_001) - 8_000

/** All who may produce, except that at intervals somebody is silent. */
function producers(type: GoldenEngine, height: number): readonly TestAccount[] {
  switch (type) {
    case 'pow':
      return [height % 3 === 0 ? miner : bob]
    case 'pos':
      return [alice, bob, carol, dave, erin]
    case 'poa':
      // dave is never silent, because for a while he is alone
      return [alice, bob, carol, dave].filter((_, i) => height % 11 !== 0 || i !== (height / 11) % 3)
  }
}
