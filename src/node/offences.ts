import { formatAddress } from '../chain/address.ts'
import type { Header } from '../chain/block/header.ts'
import { decodeHeader } from '../chain/block/header-codec.ts'
import { summaryOf } from '../chain/transaction/kinds.ts'
import type { EvidencePayload, Transaction } from '../chain/transaction/transaction.ts'
import { assert } from '../lib/assert.ts'
import type { Cancel, UnixMs } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { Chain } from './chain.ts'
import type { EventLog } from './event-log.ts'
import { setAside } from './import/beyond.ts'
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

/** An offence that is not on the chain yet. */
interface Pending {
  readonly evidence: EvidencePayload
  /** The time of the later header: before it the chain would not take the evidence. */
  readonly notBefore: UnixMs
  /** Whose, as text. */
  readonly offender: string
}

/**
 * Reports double signings by itself: whatever this node sees is evidence, which it submits from the first own address that can pay for it.
 * It tries again with every block until the chain knows, and leaves it to others whose evidence waits already. An offender is reported for one
 * offence at a time, since one takes all that there is.
 */
export class Offences {
  readonly #deps: Dependencies
  readonly #watch: OffenceWatch
  readonly #timers = new Set<Cancel>()
  #pending: readonly Pending[] = []

  constructor(deps: Dependencies) {
    this.#deps = deps
    this.#watch = new OffenceWatch(deps.chain.engine)
  }

  saw(header: Header): void {
    const evidence = this.#watch.saw(header)
    if (!evidence || this.#pending.length >= PENDING_OFFENCES) return
    const offender = formatAddress(header.producer)
    if (this.#pending.some(other => other.offender === offender)) return

    const notBefore = laterTime(evidence)
    this.#pending = [...this.#pending, { evidence, notBefore, offender }]
    const { clock } = this.#deps.chain
    const cancel = clock.after(Math.max(0, notBefore - clock.now()), () => {
      this.#timers.delete(cancel)
      this.tipMoved()
    })
    this.#timers.add(cancel)
  }

  tipMoved(): void {
    if (this.#pending.length > 0) void this.#deps.sending.run(() => this.#report())
  }

  stop(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
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

  /** Is there still something to do about it after this attempt? */
  async #isOpen({ evidence, notBefore, offender }: Pending): Promise<boolean> {
    const { chain, submit, events } = this.#deps
    if (chain.clock.now() < notBefore || this.#isWaiting(offender)) return true
    const made = await this.#transaction(evidence)
    if (made === 'unpaid') return true
    // the chain knows, or will not take it any more
    if (made === 'refused') return false

    const submitted = await submit(made)
    if (!submitted.ok) return true
    const { detail } = summaryOf(evidence)
    events.emit('double-signing', {
      offender,
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

  /** Somebody's evidence against the same signer is in the pool. */
  #isWaiting(offender: string): boolean {
    return this.#deps.mempool.entries().some(({ tx: { payload } }) => {
      const to = payload.kind === 'evidence' ? summaryOf(payload).to : undefined
      return to !== undefined && formatAddress(to) === offender
    })
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
