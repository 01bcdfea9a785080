import type { Block } from '#chain/block/block.ts'
import { decodeBody } from '#chain/block/body-codec.ts'
import { checkBody } from '#chain/block/check-body.ts'
import { checkHeaderContext, MEDIAN_TIME_SPAN } from '#chain/block/check-header-context.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import type { State } from '#chain/state/state.ts'
import type { RecordedHeader } from '#consensus/engine.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import { connectBlock } from '#node/chain/import/connect-block.ts'
import { RecentStates } from '#node/chain/recent-states.ts'
import type { BlockRow } from '#storage/rows.ts'
import { VERIFY_ROWS } from './limits.ts'

/** The result of a verification. */
export interface VerifiedChain {
  readonly height: number
  /** The number of checked blocks, including genesis. */
  readonly blocks: number
  readonly transactions: number
}

type Replay = Pick<Chain, 'genesis' | 'networkId' | 'engine' | 'verifyBatch' | 'recent'>

/** A checked block, and the context for checking the next one. */
interface Step {
  readonly tip: RecordedHeader
  readonly state: State
  /** The tip and its ancestors down to the final block that it names. */
  readonly ancestry: readonly RecordedHeader[]
  /** Timestamps of the tip and its ancestors, newest first. */
  readonly times: readonly UnixMs[]
}

/**
 * Checks every stored block of the main chain again, from the genesis of the parameters, by every rule of an
 * import, and changes nothing. Bodies are read one by one, so the worker does other work between two blocks.
 * The failure has the code of the broken rule; its message names the height.
 */
export async function verifyChain(
  chain: Chain,
  signal: AbortSignal,
): Promise<Result<VerifiedChain, Failure>> {
  // A replay must not displace the node's recent states, which its forks need.
  const { genesis, networkId, engine, verifyBatch } = chain
  const replay = { genesis, networkId, engine, verifyBatch, recent: new RecentStates() }
  let step = genesisStep(chain)
  let transactions = 0

  const [first] = await chain.store.blocksFrom(0, 1)
  if (first?.id !== step.tip.header.id) {
    return damaged(0, 'GENESIS_OTHER', 'the stored first block does not match the parameters')
  }
  for (;;) {
    const rows = await chain.store.blocksFrom(step.tip.header.height + 1, VERIFY_ROWS)
    if (rows.length === 0) break
    for (const row of rows) {
      if (signal.aborted) return fail('CANCELLED', `stopped at height ${step.tip.header.height}`)
      const block = await storedBlock(chain, row, step)
      if (!block.ok) return block
      const next = await followBlock(replay, step, block.value)
      if (!next.ok) return damaged(row.height, next.error.code, next.error.message)
      step = next.value
      transactions += block.value.transactions.length
    }
  }
  const { height } = step.tip.header
  return ok({ height, blocks: height + 1, transactions })
}

function genesisStep({ genesis, engine }: Chain): Step {
  const { header, state } = genesisBlock(genesis, engine, engine.genesisSeal())
  const tip = { ...engine.genesisRecord(header), header }
  return { tip, state, times: [header.timestamp], ancestry: [tip] }
}

/** The stored block, whose parent must be the block before. */
async function storedBlock(
  { store, genesis }: Chain,
  row: BlockRow,
  { tip }: Step,
): Promise<Result<Block, Failure>> {
  if (row.parent !== tip.header.id) {
    const before = await store.block(tip.header.id)
    if (before?.main === 1)
      return damaged(row.height, 'HEADER_PARENT_UNKNOWN', 'its parent is not the block below it')
    return fail('CHAIN_MOVED', `the chain was reorganised at height ${row.height} meanwhile; run it again`)
  }
  const header = decodeHeader(row.header)
  if (!header.ok) return damaged(row.height, header.error.code, header.error.message)
  if (header.value.id !== row.id || header.value.parent !== row.parent) {
    return damaged(row.height, 'HEADER_OTHER', 'the stored header is another block’s')
  }
  const body = await store.body(row.id)
  if (!body) return damaged(row.height, 'BODY_MISSING', 'its transactions are not stored')
  const transactions = decodeBody(body.body, genesis.limits)
  if (!transactions.ok) return damaged(row.height, transactions.error.code, transactions.error.message)
  return ok({ header: header.value, transactions: transactions.value })
}

/** All checks of an import, except those that depend on the present time. */
async function followBlock(
  chain: Replay,
  { tip, state, times, ancestry }: Step,
  { header, transactions }: Block,
): Promise<Result<Step, Failure>> {
  const { engine } = chain
  const context = checkHeaderContext(header, tip.header, times, chain)
  if (!context.ok) return context
  const seal = engine.verify(header, tip)
  if (!seal.ok) return seal
  const body = await checkBody(header, transactions, chain, chain.verifyBatch)
  if (!body.ok) return body
  const applied = connectBlock(chain, header, transactions, state, ancestry)
  if (!applied.ok) return applied
  const next = { ...engine.follow(header, tip), header }
  const named = engine.claims(header)?.final ?? header.height
  return ok({
    tip: next,
    ancestry: [next, ...ancestry.filter(block => block.header.height >= named)],
    state: applied.value.state,
    times: [header.timestamp, ...times].slice(0, MEDIAN_TIME_SPAN),
  })
}

const damaged = (height: number, code: string, message: string) =>
  fail(code, `height ${height}: ${message}; the stored chain is damaged, and \`reset\` fetches it again`)
