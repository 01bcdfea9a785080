import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import type { Block } from '#chain/block/block.ts'
import { encodeBody } from '#chain/block/body-codec.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { createSignatureVerifier } from '#chain/signature.ts'
import { checkTransaction } from '#chain/transaction/check-transaction.ts'
import { decodeTransaction } from '#chain/transaction/transaction-codec.ts'
import type { Chain } from '#node/chain/chain.ts'
import { blamedRule } from '#node/chain/import/blamed-rule.ts'
import { checkHeader } from '#node/chain/import/check-header.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { openChain } from '#node/chain/open-chain.ts'
import { receivedBlock } from '#node/chain/received-block.ts'
import { TEST_GENESIS_TIME } from './chain-builder.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createMemoryChainStore } from './memory-chain-store.ts'

const A_DAY_MS = 86_400_000

/**
 * A node's chain without the node: a test sends it bytes, as a peer would, and receives the verdict or the
 * rule that they break.
 */
export interface Judge {
  readonly chain: Chain
  readonly clock: FakeClock
  /** Judges a block with its body. */
  block(block: Block): Promise<string>
  /** Judges a block as received over the wire: first the header, then the body that was fetched for it. */
  bytes(header: Uint8Array, body: Uint8Array): Promise<string>
  /** Judges several blocks at once, lowest first, as during a sync. */
  all(blocks: readonly Block[]): Promise<string>
  /** Judges a block, for the rule that its sender answers for. */
  blame(block: Block): Promise<string>
  /** Judges a transaction that was announced by itself. */
  transaction(bytes: Uint8Array): Promise<string>
}

/**
 * Opens a new chain, whose clock is by default a day after genesis; it has contracts if a runtime is given.
 */
export async function openJudge(
  genesis: GenesisParameters,
  now: number = TEST_GENESIS_TIME + A_DAY_MS,
  contracts?: ContractRuntime,
): Promise<Judge> {
  const clock = createFakeClock(now)
  const verify = createSignatureVerifier()
  const { chain } = await openChain({ genesis, store: createMemoryChainStore(), verify, clock, contracts })

  const bytes: Judge['bytes'] = async (headerBytes, body) => {
    const header = decodeHeader(headerBytes)
    if (!header.ok) return header.error.code

    const checked = checkHeader(chain, header.value)
    if (checked.type === 'orphan') return 'orphan'
    if (checked.type === 'unchecked') return checked.code
    if (checked.type === 'invalid') return checked.violation.code

    const block = receivedBlock(header.value, body, genesis.limits)
    return block.ok ? codeOf(await importBlocks(chain, [block.value])) : block.error.code
  }

  return {
    chain,
    clock,
    bytes,
    block: block => bytes(block.header.bytes, encodeBody(block.transactions)),
    all: async blocks => codeOf(await importBlocks(chain, blocks)),

    async blame(block) {
      const outcome = await importBlocks(chain, [block])
      return outcome.type === 'invalid' ? blamedRule(outcome.violation).code : codeOf(outcome)
    },

    async transaction(bytes) {
      const tx = decodeTransaction(bytes)
      if (!tx.ok) return tx.error.code
      const checked = await checkTransaction(tx.value, chain, verify)
      return checked.ok ? 'accepted' : checked.error.code
    },
  }
}

function codeOf(outcome: ImportOutcome): string {
  if (outcome.type === 'invalid') return outcome.violation.code
  return outcome.type === 'unchecked' ? (outcome.code ?? outcome.reason) : outcome.type
}
