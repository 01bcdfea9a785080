import type { Block } from '../chain/block/block.ts'
import { transactionsRoot } from '../chain/block/block-roots.ts'
import type { Header } from '../chain/block/header.ts'
import { decodeHeader } from '../chain/block/header-codec.ts'
import type { BlockId, TxId } from '../chain/ids.ts'
import { EMPTY_MERKLE_ROOT } from '../chain/merkle.ts'
import { checkTransaction } from '../chain/transaction/check-transaction.ts'
import type { Transaction } from '../chain/transaction/transaction.ts'
import { decodeTransaction } from '../chain/transaction/transaction-codec.ts'
import { type Failure, fail, ok, type Result } from '../lib/result.ts'
import type { BlockAnnouncement, Network, Verdict } from '../network/network.ts'
import { AwaitedBody } from './awaited-body.ts'
import type { Chain } from './chain.ts'
import { authoriseHeader } from './import/authorise-header.ts'
import { blamedRule } from './import/blamed-rule.ts'
import { checkHeader, type HeaderCheck, type Unchecked } from './import/check-header.ts'
import { type ImportOutcome, importBlocks } from './import/import-blocks.ts'
import { ANNOUNCED_BLOCKS_PER_PEER } from './limits.ts'
import type { Mempool } from './mempool.ts'
import { unpackTransaction } from './transaction-message.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly network: () => Network
  readonly onOutcome: (outcome: ImportOutcome, from: string) => void
  readonly onAdmitted: (tx: Transaction, from: string) => void
  readonly onUnchecked: (header: Header, why: Unchecked, from: string) => void
  /** The peer knows blocks that this node does not. */
  readonly onBehind: (from: string) => void
  /** The peer announced a block and did not give its body. */
  readonly onBodiless: (from: string) => void
}

const VALID: Verdict = { verdict: 'valid' }
const PARENT_UNKNOWN = 'its parent is not known here yet'
const unchecked = (reason: string, code?: string): Verdict => ({
  verdict: 'unchecked',
  reason,
  ...(code === undefined ? {} : { code }),
})

/** What gossip brings: a message goes on to other peers only after this node has checked all of it. */
export class Relay {
  readonly #deps: Dependencies
  /** Announced blocks that are being judged, by header. */
  readonly #underWay = new Map<BlockId, AwaitedBody>()

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  async transaction(message: Uint8Array, from: string): Promise<Verdict> {
    const { chain, mempool, onAdmitted } = this.#deps
    const bytes = unpackTransaction(message)
    const tx = bytes.ok ? decodeTransaction(bytes.value) : bytes
    if (!tx.ok) return { verdict: 'invalid', ...tx.error }
    // An announcement for somebody else; passing on what is known would let one message circle for ever under new rounds.
    if (mempool.get(tx.value.id)) return unchecked('it is known here', 'POOL_KNOWN')
    const checked = await checkTransaction(tx.value, chain, chain.verify)
    if (!checked.ok) return { verdict: 'invalid', ...checked.error }

    const admitted = mempool.add(tx.value, chain.state, chain.clock.now())
    if (!admitted.ok) return unchecked(admitted.error.message, admitted.error.code)
    onAdmitted(tx.value, from)
    return VALID
  }

  /** A transaction of this node's own, checked like any other. */
  async ownTransaction(tx: Transaction): Promise<Result<void, Failure>> {
    const { chain, mempool, onAdmitted } = this.#deps
    const checked = await checkTransaction(tx, chain, chain.verify)
    if (!checked.ok) return fail(checked.error.code, checked.error.message)
    const admitted = mempool.add(tx, chain.state, chain.clock.now())
    if (!admitted.ok) return admitted
    onAdmitted(tx, 'self')
    return ok(undefined)
  }

  /**
   * A compact announcement: the header and its producer's right are checked first, then the body is put together from the mempool or asked
   * of whoever announces it, then the whole block is imported. A header without its body leaves no trace, and one on a parent that is not
   * held here is left to the catch-up, which begins at the parent. A block is judged once, however often it is announced meanwhile.
   */
  async block({ header: bytes, txIds }: BlockAnnouncement, from: string): Promise<Verdict> {
    const { onBehind, onOutcome, onUnchecked } = this.#deps
    const header = decodeHeader(bytes)
    if (!header.ok) {
      const { code, message } = header.error
      return code === 'HEADER_RULES_UNKNOWN'
        ? unchecked(message, code)
        : { verdict: 'invalid', code, message }
    }
    const checked = await this.#checked(header.value)
    switch (checked.type) {
      case 'invalid':
        onOutcome({ type: 'invalid', at: header.value.id, violation: checked.violation }, from)
        return { verdict: 'invalid', ...checked.violation }
      case 'orphan':
        onBehind(from)
        return unchecked(PARENT_UNKNOWN, 'HEADER_PARENT_UNKNOWN')
      case 'unchecked':
        onUnchecked(header.value, checked, from)
        return unchecked(checked.reason, checked.code)
      case 'checked':
        return this.#announced(header.value, txIds as readonly TxId[], checked.node.stored, from)
    }
  }

  /** Lists that do not fit would make ever new messages of one header, each of which every tab would pass on. */
  async #announced(header: Header, txIds: readonly TxId[], isHeld: boolean, from: string): Promise<Verdict> {
    const underWay = this.#underWay.get(header.id)
    if (txIds.length > 0 && transactionsRoot(txIds) !== header.txRoot) {
      if (!underWay) await this.#forget(header)
      return {
        verdict: 'invalid',
        code: 'BLOCK_TX_ROOT',
        message: 'the ids do not give the root in the header',
      }
    }
    if (isHeld) return unchecked('it is held here', 'BLOCK_KNOWN')

    const block = this.#fromMempool(header, txIds)
    if (underWay) {
      underWay.offer(from, block)
      return unchecked('it is being judged already', 'BLOCK_UNDER_WAY')
    }
    const own = [...this.#underWay.values()].filter(each => each.from === from).length
    if (own >= ANNOUNCED_BLOCKS_PER_PEER) {
      await this.#forget(header)
      return unchecked('too many of this peer are being judged', 'BLOCK_UNDER_WAY')
    }

    const { chain, network, onBodiless } = this.#deps
    const body = new AwaitedBody({ chain, network: network(), header, from, onNone: onBodiless })
    this.#underWay.set(header.id, body)
    try {
      return await this.#judged(header, block ?? (await body.fetch()), from)
    } finally {
      this.#underWay.delete(header.id)
    }
  }

  async #judged(header: Header, block: Block | undefined, from: string): Promise<Verdict> {
    const { chain, onBehind, onOutcome } = this.#deps
    if (!block) {
      await this.#forget(header)
      return unchecked('its body could not be fetched', 'BODY_MISSING')
    }
    const outcome = await importBlocks(chain, [block])
    onOutcome(outcome, from)
    if (outcome.type === 'orphan') onBehind(from)
    return verdictOf(outcome)
  }

  /** Not while another peer's answer is in an import. */
  async #forget({ id }: Header): Promise<void> {
    const { chain } = this.#deps
    await chain.exclusive.run(async () => chain.tree.forget(id))
  }

  /** Everything that shows before there is a body; a header that passes is in the tree, on a parent whose block is held. */
  async #checked(header: Header): Promise<HeaderCheck> {
    const { chain } = this.#deps
    const parent = chain.tree.get(header.parent)
    if (parent && !parent.stored && !parent.invalid) return { type: 'orphan' }
    const checked = checkHeader(chain, header)
    if (checked.type !== 'checked') return checked
    const right = await authoriseHeader(chain, checked.node)
    return right.ok ? checked : { type: 'invalid', violation: right.error }
  }

  /** Undefined when a transaction is missing here, or none is listed although there are some. */
  #fromMempool(header: Header, txIds: readonly TxId[]): Block | undefined {
    if (txIds.length === 0 && header.txRoot !== EMPTY_MERKLE_ROOT) return undefined
    const transactions = txIds.flatMap(id => this.#deps.mempool.get(id) ?? [])
    return transactions.length === txIds.length ? { header, transactions } : undefined
  }
}

/** A fork is not passed on: peers hear of it when it becomes the heavier chain. */
function verdictOf(outcome: ImportOutcome): Verdict {
  switch (outcome.type) {
    case 'extended':
    case 'reorganised':
      return VALID
    case 'known':
      return unchecked('it is held here', 'BLOCK_KNOWN')
    case 'forked':
      return unchecked('the main chain is preferred', 'CHAIN_LIGHTER')
    case 'orphan':
      return unchecked(PARENT_UNKNOWN, 'HEADER_PARENT_UNKNOWN')
    case 'unchecked':
      return unchecked(outcome.reason, outcome.code)
    case 'invalid':
      return { verdict: 'invalid', ...blamedRule(outcome.violation) }
  }
}
