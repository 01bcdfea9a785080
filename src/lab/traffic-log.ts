import type { LabTrafficSample, LabWaits } from '#api/lab-results.ts'
import type { Clock } from '#lib/clock.ts'
import { MAX_ASKED_IDS, TRAFFIC_HEARD_MS, TRAFFIC_LOST_MS, TRAFFIC_WAITS } from './limits.ts'

interface Followed {
  readonly sentAt: number
  /** The peers that have it, and when the last of them received it. */
  readonly receivedBy: Set<string>
  lastArrival: number
  spread: boolean
  confirmed: boolean
}

/** Follows what becomes of sent transactions, and how long that takes. It sends and asks nothing itself. */
export class TrafficLog {
  readonly #clock: Clock
  readonly #followed = new Map<string, Followed>()
  readonly #onConfirmed = new Map<string, () => void>()
  readonly #propagation = new Waits()
  readonly #confirmation = new Waits()
  #sent = 0
  #confirmed = 0
  #lost = 0
  #last = { sent: 0, confirmed: 0 }

  constructor(clock: Clock) {
    this.#clock = clock
  }

  counts() {
    const waiting = this.#sent - this.#confirmed - this.#lost
    return { sent: this.#sent, confirmed: this.#confirmed, waiting, lost: this.#lost }
  }

  propagation(): LabWaits {
    return this.#propagation.overall()
  }

  confirmation(): LabWaits {
    return this.#confirmation.overall()
  }

  sent(id: string): void {
    this.#sent++
    this.#followed.set(id, {
      sentAt: this.#clock.now(),
      receivedBy: new Set(),
      lastArrival: 0,
      spread: false,
      confirmed: false,
    })
  }

  whenConfirmed(id: string, task: () => void): void {
    this.#onConfirmed.set(id, task)
  }

  confirmed(id: string): void {
    const followed = this.#followed.get(id)
    if (!followed || followed.confirmed) return
    followed.confirmed = true
    this.#confirmed++
    this.#confirmation.add(this.#clock.now() - followed.sentAt)
    this.#onConfirmed.get(id)?.()
    this.#onConfirmed.delete(id)
    if (followed.spread) this.#followed.delete(id)
  }

  /**
   * Its block was undone, so it waits again. A transaction that is no longer followed stays counted as
   * confirmed.
   */
  reverted(id: string): void {
    const followed = this.#followed.get(id)
    if (!followed?.confirmed) return
    followed.confirmed = false
    this.#confirmed--
  }

  dropped(id: string): void {
    const followed = this.#followed.get(id)
    if (!followed || followed.confirmed) return
    this.#lost++
    this.#followed.delete(id)
  }

  /** Ids to ask about: those that some peer may lack, the oldest first. */
  undelivered(): string[] {
    return [...this.#followed]
      .filter(([, { spread }]) => !spread)
      .slice(0, MAX_ASKED_IDS)
      .map(([id]) => id)
  }

  /** A peer received it at this time; `peers` peers should receive it. */
  arrived(id: string, peerId: string, at: number, peers: number): void {
    const followed = this.#followed.get(id)
    if (!followed || followed.spread) return
    followed.receivedBy.add(peerId)
    followed.lastArrival = Math.max(followed.lastArrival, at)
    if (followed.receivedBy.size < peers) return
    this.#propagation.add(Math.max(0, followed.lastArrival - followed.sentAt))
    this.#spread(id, followed)
  }

  /** Gives up what took too long: a peer that has the transaction from a block never received it alone. */
  expire(): void {
    const now = this.#clock.now()
    for (const [id, followed] of this.#followed) {
      const age = now - followed.sentAt
      if (age > TRAFFIC_HEARD_MS && !followed.spread) this.#spread(id, followed)
      if (age > TRAFFIC_LOST_MS && !followed.confirmed) this.dropped(id)
    }
  }

  /** The contents of a sample: what happened since the last one. */
  sinceLast(): Omit<LabTrafficSample, 'time'> {
    const { sent, confirmed, waiting } = this.counts()
    const last = this.#last
    this.#last = { sent, confirmed }
    return {
      sent: sent - last.sent,
      confirmed: Math.max(0, confirmed - last.confirmed),
      waiting,
      propagationMs: this.#propagation.sinceLast(),
      confirmationMs: this.#confirmation.sinceLast(),
    }
  }

  #spread(id: string, followed: Followed): void {
    followed.spread = true
    if (followed.confirmed) this.#followed.delete(id)
  }
}

/** Durations: the latest, and their median. */
class Waits {
  readonly #all: number[] = []
  #fresh: number[] = []

  add(ms: number): void {
    this.#all.push(ms)
    if (this.#all.length > TRAFFIC_WAITS) this.#all.shift()
    this.#fresh.push(ms)
  }

  overall(): LabWaits {
    return { medianMs: median(this.#all), slowestMs: this.#all.length > 0 ? Math.max(...this.#all) : null }
  }

  sinceLast(): number | null {
    const middle = median(this.#fresh)
    this.#fresh = []
    return middle
  }
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
}
