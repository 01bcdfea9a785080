import { formatAddress } from '#chain/address.ts'
import type { Amount } from '#chain/amount.ts'
import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import type { Value } from '#contracts/value.ts'
import { importBlocks } from '#node/chain/import/import-blocks.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { createNativeVerify } from '#node/verify/native-verify.ts'
import { type BuiltBlock, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { createMemoryChainStore } from '#testing/memory-chain-store.ts'
import { createSealedChain } from '#testing/sealed-chain.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import { COUNTER, TOKEN } from './sources.ts'

/** Runs one round, and resolves to the number of calls. */
export type Round = () => Promise<number>

const SENDERS = 50
const GAS_LIMIT = 15_000_000n

/**
 * Blocks of signed calls by several senders, which are imported in turn into a chain in memory by every rule:
 * all that a node does apart from decoding, network and disk.
 */
export async function createSignedCalls(
  runtime: ContractRuntime,
  rounds: number,
): Promise<{ readonly counter: Round; readonly token: Round }> {
  const senders = Array.from({ length: SENDERS }, (_, i) => testAccount(i + 1))
  const [deployer, producer] = [testAccount(0), testAccount(99)]
  const params = testNetwork({}, [deployer, ...senders])
  const chain = createSealedChain(params, runtime)
  const [counter, token] = [0, 1].map(nonce => contractAddress(deployer.address, nonce)) as [Address, Address]

  const deployments = [
    deployOf(COUNTER, []),
    deployOf(TOKEN, [senders.map(({ address }) => formatAddress(address))]),
  ].map((payload, nonce) => transactionOf(params, deployer, payload, { nonce }))
  let parent = await chain.seal(chain.genesis, deployments, { by: [producer] })
  const first = parent
  const blocks: BuiltBlock[] = []
  for (let nonce = 0; nonce < 2 * rounds; nonce++) {
    const to = (i: number) => formatAddress((senders[(i + 1) % SENDERS] ?? deployer).address)
    const calls = senders.map((from, i) =>
      transactionOf(
        params,
        from,
        nonce % 2 === 0 ? invokeOf(counter, 'add', []) : invokeOf(token, 'transfer', [to(i), 1n]),
        { nonce },
      ),
    )
    parent = await chain.seal(parent, calls, { by: [producer] })
    const failed = parent.applied?.receipts.find(({ status }) => status !== 'applied')
    if (failed) throw new Error(`the benchmark's call fails: ${failed.code} ${failed.message}`)
    blocks.push(parent)
  }

  const verify = createSignatureVerifier(createNativeVerify(crypto.subtle))
  const opened = await openChain({
    ...{ genesis: params, store: createMemoryChainStore(), verify, clock: createSystemClock() },
    contracts: runtime,
  })
  const take = async (block: BuiltBlock | undefined) => {
    if (!block) throw new Error('the benchmark has no more blocks')
    const { type } = await importBlocks(opened.chain, [block])
    if (type !== 'extended') throw new Error(`the benchmark's block is ${type}`)
    return block.transactions.length
  }
  await take(first)
  // both take the next one, in turn
  const next: Round = () => take(blocks.shift())
  return { counter: next, token: next }
}

type Address = ReturnType<typeof contractAddress>

const deployOf = (source: string, args: readonly Value[]): Payload => ({
  ...{ kind: 'deploy', source, args: listOf(args), amount: 0n as Amount, gasLimit: 500_000_000n },
})

const invokeOf = (contract: Address, method: string, args: readonly Value[]): Payload => ({
  ...{ kind: 'invoke', contract, method, args: listOf(args), amount: 0n as Amount, gasLimit: GAS_LIMIT },
  expected: undefined,
})

function listOf(values: readonly Value[]): Uint8Array {
  const encoded = encodeValue(values)
  if (!encoded.ok) throw new Error(encoded.error.message)
  return encoded.value
}
