import { formatAddress } from '../chain/address.ts'
import type { Header } from '../chain/block/header.ts'
import { kindOf } from '../chain/transaction/kinds.ts'
import type { EvidencePayload, Transaction } from '../chain/transaction/transaction.ts'
import { bytesEqual } from '../lib/bytes.ts'
import type { Result } from '../lib/result.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { Chain } from './chain.ts'
import type { EventLog } from './event-log.ts'
import { PENDING_OFFENCES } from './limits.ts'
import { makeTransaction } from './make-transaction.ts'
import type { Mempool } from './mempool.ts'
import type { Mutex } from './mutex.ts'
import { OffenceWatch } from './offence-watch.ts'

interface Dependencies {
  readonly chain: Chain
  readonly mempool: Mempool
  readonly wallet: Wallet
  /** Transactions of this node are made one at a time. */
  readonly sending: Mutex
  readonly submit: (tx: Transaction) => Promise<Result<unknown, unknown>>
  readonly events: EventLog
}

/**
 * Reports double signings by itself: whatever this node sees is evidence, which it submits from the first own address that can pay for it.
 * It tries again with every block until the chain knows, and leaves it to others whose evidence waits already.
 */
export class Offences {
  readonly #deps: Dependencies
  readonly #watch: OffenceWatch
  #pending: EvidencePayload[] = []

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.#watch = new OffenceWatch(deps.chain.engine)
  }

  saw(header: Header): void {
    const evidence = this.#watch.saw(header)
    if (!evidence || this.#pending.length >= PENDING_OFFENCES) return
    this.#pending.push(evidence)
    this.tipMoved()
  }

  tipMoved(): void {
    if (this.#pending.length > 0) void this.#deps.sending.run(() => this.#report())
  }

  async #report(): Promise<void> {
    const open: EvidencePayload[] = []
    for (const evidence of this.#pending) if (await this.#isOpen(evidence)) open.push(evidence)
    this.#pending = open
  }

  /** Is there still something to do about it after this attempt? */
  async #isOpen(evidence: EvidencePayload): Promise<boolean> {
    const { submit, events } = this.#deps
    if (this.#isWaiting(evidence)) return true
    const made = await this.#transaction(evidence)
    if (made === 'unpaid') return true
    // the chain knows, or will not take it any more
    if (made === 'refused') return false

    const submitted = await submit(made)
    if (!submitted.ok) return true
    const { to, detail } = kindOf(evidence).summary(evidence)
    events.emit('double-signing', {
      offender: to === undefined ? '' : formatAddress(to),
      first: detail.first ?? '',
      second: detail.second ?? '',
      txId: made.id,
    })
    return true
  }

  async #transaction(evidence: EvidencePayload): Promise<Transaction | 'unpaid' | 'refused'> {
    const { wallet } = this.#deps
    for (const own of wallet.addresses()) {
      const made = await makeTransaction(this.#deps, own, evidence)
      if (made.ok) return made.value
      if (made.error.code.startsWith('EVIDENCE_') || made.error.code.startsWith('STAKE_')) return 'refused'
    }
    return 'unpaid'
  }

  /** Somebody's evidence of the same is in the pool. */
  #isWaiting({ first, second }: EvidencePayload): boolean {
    return this.#deps.mempool
      .entries()
      .some(
        ({ tx: { payload } }) =>
          payload.kind === 'evidence' &&
          bytesEqual(payload.first, first) &&
          bytesEqual(payload.second, second),
      )
  }
}
