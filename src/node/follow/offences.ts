import { formatAddress } from '#chain/address.ts'
import type { Header } from '#chain/block/header.ts'
import { decodeHeader } from '#chain/block/header-codec.ts'
import { summaryOf } from '#chain/transaction/kinds.ts'
import type { EvidencePayload, Transaction } from '#chain/transaction/transaction.ts'
import { assert } from '#lib/assert.ts'
import { bytesEqual } from '#lib/bytes.ts'
import type { Cancel, UnixMs } from '#lib/clock.ts'
import type { Chain } from '#node/chain/chain.ts'
import { setAside } from '#node/chain/import/beyond.ts'
import { evidenceAgainst, simulateEvidence, willSlash } from '#node/pool/evidence-pool.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import type { Mempool } from '#node/pool/mempool.ts'
import type { Outbox } from '#node/pool/outbox.ts'
import type { EventLog } from '#node/screens/event-log.ts'
import type { OwnAddress, Wallet } from '#wallet/wallet.ts'
import {
  EVIDENCE_RAISE,
  EVIDENCE_RAISES,
  EVIDENCE_RENEWED_BLOCKS,
  LEFT_TO_OTHERS_BLOCKS,
  LEFT_TO_OTHERS_MS,
  PENDING_OFFENCES,
} from './limits.ts'
import { OffenceWatch } from './offence-watch.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly wallet: Wallet
  readonly outbox: Outbox
  readonly events: EventLog
}

/** An offence whose slashing is not final yet. */
interface Pending {
  readonly evidence: EvidencePayload
  /** The time of the later header; before it the chain does not accept the evidence. */
  readonly notBefore: UnixMs
  /** The offender's address as text. */
  readonly offender: string
  /** Since when it is left to evidence of others; only once, because they could replace it for ever. */
  leftSince: { readonly height: number; readonly at: UnixMs } | undefined
  /** This node's own evidence: its first and last fee, and the tip's height at that time. */
  report: { readonly firstFee: bigint; readonly fee: bigint; readonly height: number } | undefined
  isReported: boolean
  /** The height since which there is nothing to slash. */
  closedAt: number | undefined
}

/**
 * Reports double signing automatically: submits evidence from the first own address that can pay for it,
 * until the slashing is final, with a higher fee after blocks without it. It waits for a while if evidence of
 * others would slash in the next block. Only for a while, because transactions in the pool may never be
 * mined, and the offender can put evidence there on purpose. An offender is reported for one offence at a
 * time, because one takes the whole stake.
 */
export class Offences {
  readonly #deps: Dependencies
  readonly #watch: OffenceWatch
  readonly #timers = new Set<Cancel>()
  #pending: readonly Pending[] = []

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.#watch = new OffenceWatch(deps.chain.engine)
    deps.chain.onHeader(header => this.saw(header))
    deps.chain.onMove(() => this.look())
  }

  saw(header: Header): void {
    const evidence = this.#watch.saw(header)
    if (!evidence) return
    const { chain } = this.#deps
    const now = chain.clock.now()
    const notBefore = laterTime(evidence)
    const offender = formatAddress(header.producer)
    const holds = simulateEvidence(chain, evidence, Math.max(now, notBefore) as UnixMs).ok
    if (!this.#makeRoom(offender, holds)) return

    const closedAt = holds ? undefined : chain.tip.header.height
    const fresh: Pending = {
      evidence,
      notBefore,
      offender,
      leftSince: undefined,
      report: undefined,
      isReported: false,
      closedAt,
    }
    this.#pending = [...this.#pending, fresh]
    const cancel = chain.clock.after(Math.max(0, notBefore - now), () => {
      this.#timers.delete(cancel)
      this.look()
    })
    this.#timers.add(cancel)
  }

  /** Checks all offences after a move of the tip or some time. */
  look(): void {
    if (this.#pending.length > 0) void this.#deps.outbox.sending.run(() => this.#report())
  }

  stop(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  /**
   * Makes room for an offence by dropping one that the chain cannot slash, because anybody without a stake
   * can sign twice. Returns whether there is room.
   */
  #makeRoom(offender: string, holds: boolean): boolean {
    const same = this.#pending.find(other => other.offender === offender)
    const isFull = this.#pending.length >= PENDING_OFFENCES
    const loser = same ?? (isFull ? this.#pending.find(({ closedAt }) => closedAt !== undefined) : undefined)
    if (!loser) return !isFull
    if (!holds || loser.closedAt === undefined) return false
    this.#pending = this.#pending.filter(other => other !== loser)
    return true
  }

  async #report(): Promise<void> {
    const settled = new Set<Pending>()
    for (const offence of this.#pending) {
      try {
        if (!(await this.#isOpen(offence))) settled.add(offence)
      } catch (error) {
        setAside(this.#deps.chain, error)
        settled.add(offence)
      }
    }
    this.#pending = this.#pending.filter(offence => !settled.has(offence))
  }

  /** Reports it if necessary. Resolves to whether it is still open. */
  async #isOpen(offence: Pending): Promise<boolean> {
    const { chain, mempool, wallet } = this.#deps
    if (chain.clock.now() < offence.notBefore) return true
    const { height } = chain.tip.header
    if (!simulateEvidence(chain, offence.evidence).ok) {
      offence.closedAt ??= height
      // a reorg can open it again
      return chain.final < offence.closedAt
    }
    offence.closedAt = undefined
    if (wallet.protection().locked) return true

    const waiting = evidenceAgainst(mempool, offence.offender)
    const own = waiting.find(({ sender }) => this.#ownAddress(sender))
    if (own) {
      const since = offence.report?.height ?? height
      offence.report ??= { firstFee: own.fee, fee: own.fee, height }
      if (height < since + EVIDENCE_RENEWED_BLOCKS) return true
    } else if (this.#isLeft(offence, waiting)) return true

    await this.#submit(offence, own)
    return true
  }

  #isLeft(offence: Pending, waiting: ReturnType<typeof evidenceAgainst>): boolean {
    const { chain } = this.#deps
    if (offence.report || !willSlash(chain, waiting)) return false
    const { height } = chain.tip.header
    const at = chain.clock.now()
    offence.leftSince ??= { height, at }
    const since = offence.leftSince
    return height < since.height + LEFT_TO_OTHERS_BLOCKS && at < since.at + LEFT_TO_OTHERS_MS
  }

  /** Submits evidence with a higher fee; `replaced` is the waiting transaction. */
  async #submit(offence: Pending, replaced: Transaction | undefined): Promise<void> {
    const { chain, outbox, events } = this.#deps
    const { report, evidence, offender } = offence
    const most = (report?.firstFee ?? 0n) * EVIDENCE_RAISE ** EVIDENCE_RAISES
    if (report && replaced && report.fee >= most) return
    const raised = (report?.fee ?? 0n) * EVIDENCE_RAISE
    const fee = report && (raised < most ? raised : most)
    const made = await this.#transaction(evidence, fee, replaced)
    if (!made) {
      // if no own address can pay it, a lower fee is tried
      if (!replaced) offence.report = undefined
      return
    }

    offence.report = {
      firstFee: report?.firstFee ?? made.fee,
      fee: made.fee,
      height: chain.tip.header.height,
    }
    const submitted = await outbox.submit(made)
    if (!submitted.ok || offence.isReported) return
    offence.isReported = true
    const { detail } = summaryOf(evidence)
    events.emit('double-signing', {
      offender,
      first: detail.first ?? '',
      second: detail.second ?? '',
      txId: made.id,
    })
  }

  /** Made by the own address with the fewest waiting transactions; undefined if none can pay. */
  async #transaction(
    evidence: EvidencePayload,
    fee: bigint | undefined,
    replaced: Transaction | undefined,
  ): Promise<Transaction | undefined> {
    const { wallet, mempool } = this.#deps
    const ahead = ({ publicKey }: OwnAddress) => mempool.queueOf(publicKey).length
    const replacing = replaced && this.#ownAddress(replaced.sender)
    const payers = replacing ? [replacing] : wallet.addresses().toSorted((a, b) => ahead(a) - ahead(b))
    for (const own of payers) {
      const made = await makeTransaction(this.#deps, own, evidence, { fee, nonce: replaced?.nonce })
      if (made.ok) return made.value
    }
    return undefined
  }

  #ownAddress(sender: Uint8Array): OwnAddress | undefined {
    return this.#deps.wallet.addresses().find(({ publicKey }) => bytesEqual(publicKey, sender))
  }
}

function laterTime({ first, second }: EvidencePayload): UnixMs {
  const times = [first, second].map(bytes => {
    const header = decodeHeader(bytes)
    assert(header.ok, 'evidence is of checked headers')
    return header.value.timestamp
  })
  return Math.max(...times) as UnixMs
}
