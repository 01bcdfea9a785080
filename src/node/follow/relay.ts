import type { Block } from '#chain/block/block.ts'
import { transactionsRoot } from '#chain/block/block-roots.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import { EMPTY_MERKLE_ROOT } from '#chain/merkle.ts'
import type { Violation } from '#chain/rules.ts'
import { checkTransaction } from '#chain/transaction/check-transaction.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { decodeTransaction } from '#chain/transaction/transaction-codec.ts'
import { JudgingFault, judged, judgedLater } from '#lib/judged.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { BlockAnnouncement, Network, Verdict } from '#network/network.ts'
import type { TreeBlock } from '#node/chain/block-tree.ts'
import type { Chain } from '#node/chain/chain.ts'
import { authoriseHeader } from '#node/chain/import/authorise-header.ts'
import { keepBeyond, setAside } from '#node/chain/import/beyond.ts'
import { blamedRule } from '#node/chain/import/blamed-rule.ts'
import { checkHeader, type HeaderCheck, type Unchecked } from '#node/chain/import/check-header.ts'
import { type ImportOutcome, importBlocks } from '#node/chain/import/import-blocks.ts'
import { summaryRow } from '#node/chain/summary-row.ts'
import { checkProves } from '#node/pool/evidence-pool.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import { unpackTransaction } from '#node/pool/transaction-message.ts'
import { AwaitedBody } from './awaited-body.ts'
import { ANNOUNCED_BLOCKS_PER_PEER, RELAY_PAUSE_MS } from './limits.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly network: () => Network
  readonly onOutcome: (outcome: ImportOutcome, from: PeerId) => void
  readonly onAdmitted: (tx: Transaction, from: PeerId | 'self') => void
  /** A hidden transaction is public now. */
  readonly onPublic: (id: TxId) => void
  readonly onUnchecked: (header: Header, why: Unchecked, from: PeerId) => void
  /** The peer knows blocks that this node does not. */
  readonly onBehind: (from: PeerId) => void
  /** The peer announced a block and did not send its body. */
  readonly onBodiless: (from: PeerId) => void
}

const VALID: Verdict = { verdict: 'valid' }
/** Relays are delayed, so that the speed of an announcement does not reveal the maker. */
const VALID_TRANSACTION: Verdict = { verdict: 'valid', afterMs: RELAY_PAUSE_MS }
/**
 * The item for unidentified bytes: anybody can send them, so a bug that they meet says nothing about the
 * claimed block or transaction.
 */
const bytesOf = (step: string) => ({ what: 'message', id: '', step }) as const
const LIGHTER = 'the main chain is preferred'
const PARENT_UNKNOWN = 'its parent is not known here yet'
const unchecked = (reason: string, code?: string): Verdict => ({
  verdict: 'unchecked',
  reason,
  ...(code === undefined ? {} : { code }),
})

/** Judges gossip: a message is relayed only after this node has checked all of it. */
export class Relay {
  readonly #deps: Dependencies
  /** Announced blocks that are being judged, by header. */
  readonly #underWay = new Map<BlockId, AwaitedBody>()

  constructor(deps: Dependencies) {
    this.#deps = deps
  }

  transaction(message: Uint8Array, from: PeerId): Promise<Verdict> {
    return this.#unlessFault(() => this.#transaction(message, from))
  }

  async #transaction(message: Uint8Array, from: PeerId): Promise<Verdict> {
    const { mempool, onAdmitted, onPublic } = this.#deps
    const tx = judged(bytesOf('transaction'), () => {
      const bytes = unpackTransaction(message)
      return bytes.ok ? decodeTransaction(bytes.value) : bytes
    })
    if (!tx.ok) return { verdict: 'invalid', ...tx.error }
    if (mempool.get(tx.value.id)) {
      // Relaying known transactions would let one message circle for ever under new rounds. A hidden one is
      // relayed like a new one, so that nobody sees which node knew it.
      if (!mempool.isHidden(tx.value.id)) return unchecked('it is known here already', 'POOL_KNOWN')
      onPublic(tx.value.id)
      return VALID_TRANSACTION
    }
    const checked = await this.#check(tx.value)
    if (!checked.ok) return { verdict: 'invalid', ...checked.error }

    const admitted = this.#admit(tx.value)
    if (!admitted.ok) return unchecked(admitted.error.message, admitted.error.code)
    onAdmitted(tx.value, from)
    return VALID_TRANSACTION
  }

  /**
   * A transaction that a peer sent to this node alone; resolves to the pool's copy, or undefined if the pool
   * refuses it. `hidden` keeps a new one from other peers for now. Broken rules are punished as in gossip.
   */
  async offered(bytes: Uint8Array, from: PeerId, hidden: boolean): Promise<Transaction | undefined> {
    try {
      return await this.#offered(bytes, from, hidden)
    } catch (error) {
      setAside(this.#deps.chain, error)
      return undefined
    }
  }

  async #offered(bytes: Uint8Array, from: PeerId, hidden: boolean): Promise<Transaction | undefined> {
    const { mempool, network, onAdmitted } = this.#deps
    const blame = ({ code, message }: Violation) => network().penalise(from, code, message)
    const decoded = judged(bytesOf('transaction'), () => decodeTransaction(bytes))
    if (!decoded.ok) return void blame(decoded.error)
    const tx = decoded.value
    if (mempool.get(tx.id)) return tx
    const checked = await this.#check(tx)
    if (!checked.ok) return void blame(checked.error)

    if (mempool.get(tx.id)) return tx
    if (hidden) mempool.hide(tx.id)
    if (!this.#admit(tx).ok) return void mempool.show(tx.id)
    onAdmitted(tx, from)
    return tx
  }

  /** A transaction of this node's own, checked like any other. */
  async ownTransaction(tx: Transaction): Promise<Result<void, Failure>> {
    const { chain, onAdmitted } = this.#deps
    try {
      const checked = await this.#check(tx)
      if (!checked.ok) return fail(checked.error.code, checked.error.message)
      const admitted = this.#admit(tx)
      if (!admitted.ok) return admitted
    } catch (error) {
      const { code, reason } = setAside(chain, error)
      return fail(code, reason)
    }
    onAdmitted(tx, 'self')
    return ok(undefined)
  }

  async #check(tx: Transaction): Promise<Result<void, Violation>> {
    const { chain } = this.#deps
    const thing = { what: 'transaction', id: tx.id, step: 'check' } as const
    const known = chain.unjudged.get(tx.id)
    if (known) throw new JudgingFault(thing, new Error(known.message))
    return judgedLater(thing, () => checkTransaction(tx, chain, chain.verify))
  }

  /**
   * The rows for screens are computed here already, so that a transaction that meets a bug there does not
   * enter the pool.
   */
  #admit(tx: Transaction): Result<void, Failure> {
    const { chain, mempool } = this.#deps
    return judged({ what: 'transaction', id: tx.id, step: 'admission' }, () => {
      summaryRow(tx)
      const proves = checkProves(chain, tx)
      return proves.ok ? mempool.add(tx, chain.state, chain.clock.now()) : proves
    })
  }

  /** Runs a judgement of gossip. If it meets a bug of this app, no peer is blamed. */
  async #unlessFault(judge: () => Promise<Verdict>): Promise<Verdict> {
    try {
      return await judge()
    } catch (error) {
      const { reason, code } = setAside(this.#deps.chain, error)
      return unchecked(reason, code)
    }
  }

  /**
   * A compact announcement: first the header and its producer's right are checked, then the body is assembled
   * from the mempool or requested from the announcers, then the block is imported. A header without its body
   * leaves no trace; one on an unknown parent is left to the catch-up, which begins at the parent. A block is
   * judged once, however often it is announced meanwhile.
   */
  block(announcement: BlockAnnouncement, from: PeerId): Promise<Verdict> {
    return this.#unlessFault(() => this.#block(announcement, from))
  }

  async #block({ header: bytes, txIds }: BlockAnnouncement, from: PeerId): Promise<Verdict> {
    const { chain, onBehind, onOutcome, onUnchecked } = this.#deps
    const header = judged(bytesOf('header'), () => decodeHeader(bytes))
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
        if (checked.beyond) await keepBeyond(chain, checked.beyond)
        onUnchecked(header.value, checked, from)
        return unchecked(checked.reason, checked.code)
      case 'checked':
        return this.#announced(checked.node, txIds as readonly TxId[], from)
    }
  }

  /**
   * Refuses wrong ids first: with them one header would make ever new messages, which every tab would relay.
   */
  async #announced(
    { header, stored, main }: TreeBlock,
    txIds: readonly TxId[],
    from: PeerId,
  ): Promise<Verdict> {
    const underWay = this.#underWay.get(header.id)
    if (txIds.length > 0 && transactionsRoot(txIds) !== header.txRoot) {
      if (!underWay) await this.#forget(header)
      return {
        verdict: 'invalid',
        code: 'BLOCK_TX_ROOT',
        message: 'the ids do not match the root in the header',
      }
    }
    if (main) return unchecked('it is known here already', 'BLOCK_KNOWN')
    // it may be invalid, because a fork that is not preferred was not applied
    if (stored) return unchecked(LIGHTER, 'CHAIN_LIGHTER')

    const block = this.#fromMempool(header, txIds)
    if (underWay) {
      underWay.offer(from, block)
      return unchecked('it is being judged already', 'BLOCK_UNDER_WAY')
    }
    const own = [...this.#underWay.values()].filter(each => each.from === from).length
    if (own >= ANNOUNCED_BLOCKS_PER_PEER) {
      await this.#forget(header)
      return unchecked('too many blocks of this peer are being judged', 'BLOCK_UNDER_WAY')
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

  async #judged(header: Header, block: Block | undefined, from: PeerId): Promise<Verdict> {
    const { chain, onBehind, onOutcome } = this.#deps
    if (!block) {
      await this.#forget(header)
      return unchecked('its body could not be fetched', 'BODY_MISSING')
    }
    const outcome = await importBlocks(chain, [block], { from, wanted: false })
    onOutcome(outcome, from)
    if (outcome.type === 'orphan') onBehind(from)
    return verdictOf(outcome)
  }

  /** Forgets a header, but not during an import, which may use it. */
  async #forget({ id }: Header): Promise<void> {
    const { chain } = this.#deps
    await chain.exclusive.run(async () => chain.tree.forget(id))
  }

  /** All checks before the body is known. A header that passes is in the tree, on a stored parent. */
  async #checked(header: Header): Promise<HeaderCheck> {
    const { chain } = this.#deps
    const parent = chain.tree.get(header.parent)
    if (parent && !parent.stored && !parent.invalid && !parent.beyond) return { type: 'orphan' }
    const checked = checkHeader(chain, header)
    if (checked.type !== 'checked') return checked
    const right = await authoriseHeader(chain, checked.node)
    return right.ok ? checked : { type: 'invalid', violation: right.error }
  }

  /** Undefined if a transaction is missing, or if none is listed although the block has some. */
  #fromMempool(header: Header, txIds: readonly TxId[]): Block | undefined {
    if (txIds.length === 0 && header.txRoot !== EMPTY_MERKLE_ROOT) return undefined
    const transactions = txIds.flatMap(id => this.#deps.mempool.get(id) ?? [])
    return transactions.length === txIds.length ? { header, transactions } : undefined
  }
}

/** A fork is not relayed; peers receive it when it becomes the heavier chain. */
function verdictOf(outcome: ImportOutcome): Verdict {
  switch (outcome.type) {
    case 'extended':
    case 'reorganised':
      return VALID
    case 'known':
      return unchecked('it is known here already', 'BLOCK_KNOWN')
    case 'forked':
      return unchecked(LIGHTER, 'CHAIN_LIGHTER')
    case 'orphan':
      return unchecked(PARENT_UNKNOWN, 'HEADER_PARENT_UNKNOWN')
    case 'unchecked':
      return unchecked(outcome.reason, outcome.code)
    case 'invalid':
      return { verdict: 'invalid', ...blamedRule(outcome.violation) }
  }
}
