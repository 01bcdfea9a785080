import type { LabTraffic, LabTrafficSample, LabWaits } from '#api/lab-results.ts'
import { type Address, addressFromBytes, parseAddress } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { contractAddress } from '#chain/state/contract.ts'
import type { Payload } from '#chain/transaction/transaction.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import { known } from '#lib/assert.ts'
import type { Cancel, Clock } from '#lib/clock.ts'
import { type Random, shuffled } from '#lib/random.ts'
import type { Failure, Result } from '#lib/result.ts'
import type { TipChange } from '#node/chain/chain.ts'
import { makeTransaction } from '#node/pool/make-transaction.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { LabNetwork } from './lab-network.ts'
import {
  ASK_EVERY_MS,
  ATTACK_GAS,
  TRAFFIC_AMOUNT,
  TRAFFIC_CALLS_PERCENT,
  TRAFFIC_FOLLOWED,
  TRAFFIC_PER_TICK,
  TRAFFIC_SAMPLE_MS,
  TRAFFIC_SAMPLES,
  TRAFFIC_TICK_MS,
} from './limits.ts'
import { TrafficLog } from './traffic-log.ts'

/** The contract that traffic calls, beside its payments. */
const COUNTER = `export default class Counter extends Contract {
  init() { this.state.count = 0 }
  add() { this.state.count += 1 }
}`

interface Parts {
  readonly node: TabNode
  readonly lab: LabNetwork
  readonly random: Random
}

/**
 * Payments and contract calls from this tab's own wallet to the other tabs in the laboratory, at a given
 * rate. Each is sent to some peers only and reaches the others by gossip; the time that this takes, and the
 * time until a block, is measured.
 */
export class Traffic {
  readonly #parts: Parts
  readonly #clock: Clock
  readonly #log: TrafficLog
  readonly #samples: LabTrafficSample[] = []
  #timers: Cancel[] = []
  #running = false
  #rate = 0
  #began = 0
  #made = 0
  #heldBack = 0
  #problem: string | undefined
  #counter: Address | undefined
  #recipients: Address[] = []
  #asking = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#clock = parts.node.chain.clock
    this.#log = new TrafficLog(this.#clock)
    const { chain, events } = parts.node
    chain.onMove(change => this.#moved(change))
    events.subscribe(({ type, data }) => {
      if (type === 'tx-dropped') this.#log.dropped(String(data.id))
    })
  }

  /** Starts, or changes the rate. */
  start(rate: number): void {
    this.#rate = rate
    this.#began = this.#clock.now()
    this.#made = 0
    this.#problem = undefined
    if (this.#running) return
    this.#running = true
    for (const cancel of this.#timers) cancel()
    this.#timers = [
      this.#clock.every(TRAFFIC_TICK_MS, () => void this.#tick()),
      this.#clock.every(2 * ASK_EVERY_MS, () => void this.#ask()),
      this.#clock.every(TRAFFIC_SAMPLE_MS, () => this.#sample()),
    ]
    void this.#ask()
    void this.#deploy()
  }

  /** Stops sending; transactions under way are followed to their end. */
  stop(): void {
    this.#running = false
    this.#rate = 0
  }

  status(): LabTraffic {
    const { sent, confirmed, waiting, lost } = this.#log.counts()
    return {
      running: this.#running,
      rate: this.#rate,
      sent,
      confirmed,
      waiting,
      lost,
      heldBack: this.#heldBack,
      problem: this.#problem ?? null,
      propagation: this.#log.propagation() satisfies LabWaits,
      confirmation: this.#log.confirmation() satisfies LabWaits,
      samples: [...this.#samples],
    }
  }

  /** Sends as many as are due: a late timer makes up for missed ones, within bounds. */
  async #tick(): Promise<void> {
    if (!this.#running || this.#recipients.length === 0) {
      this.#began = this.#clock.now()
      this.#made = 0
      return
    }
    const due = Math.floor(((this.#clock.now() - this.#began) * this.#rate) / 1000) - this.#made
    for (let i = 0; i < Math.min(due, TRAFFIC_PER_TICK); i++) {
      this.#made++
      await this.#sendOne(this.#payload())
    }
  }

  #payload(): Payload {
    const { random } = this.#parts
    if (this.#counter && random.below(100) < TRAFFIC_CALLS_PERCENT) {
      const call = { kind: 'invoke', contract: this.#counter, method: 'add', args: noArguments() } as const
      return { ...call, amount: ZERO, gasLimit: ATTACK_GAS / 10n, expected: undefined }
    }
    const to = known(this.#recipients[random.below(this.#recipients.length)], 'a recipient')
    return { kind: 'transfer', to, amount: TRAFFIC_AMOUNT as Amount, memo: '' }
  }

  async #sendOne(payload: Payload): Promise<void> {
    if (this.#log.counts().waiting >= TRAFFIC_FOLLOWED) {
      this.#heldBack++
      return
    }
    const sent = await this.#submit(payload)
    if (sent.ok) return this.#log.sent(sent.value)
    this.#heldBack++
    if (!sent.error.code.startsWith('POOL_')) this.#problem = sent.error.message
  }

  /** Submits through the real node, but sends to some of the peers only. */
  async #submit(payload: Payload): Promise<Result<string, Failure>> {
    const { node, lab, random } = this.#parts
    return node.outbox.sending.run(async () => {
      const own = known(node.wallet.addresses()[0], 'an own address')
      const tx = await makeTransaction(node, own, payload, { mayFail: true })
      if (!tx.ok) return tx
      const peers = shuffled(lab.linked(), random)
      const some = peers.slice(0, 1 + random.below(Math.max(1, peers.length)))
      const submitted = await node.outbox.submit(tx.value, async message =>
        lab.announceTransaction(message, some),
      )
      return submitted.ok ? { ok: true, value: tx.value.id } : submitted
    })
  }

  async #deploy(): Promise<void> {
    if (this.#counter || !this.#parts.node.chain.contracts) return
    const { node } = this.#parts
    const sender = addressFromBytes(known(node.wallet.addresses()[0], 'an own address').publicKey)
    const nonce = node.mempool.nextNonce(sender, node.chain.state)
    const deployment = { kind: 'deploy', source: COUNTER, args: noArguments(), amount: ZERO } as const
    const sent = await this.#submit({ ...deployment, gasLimit: ATTACK_GAS })
    if (!sent.ok) return
    this.#log.sent(sent.value)
    this.#log.whenConfirmed(sent.value, () => {
      this.#counter = contractAddress(sender, nonce)
    })
  }

  #moved({ connected, reverted }: TipChange): void {
    for (const { transactions } of reverted) for (const { id } of transactions) this.#log.reverted(id)
    for (const { transactions } of connected) for (const { id } of transactions) this.#log.confirmed(id)
  }

  /** Asks which tabs are there, and which have which transactions. */
  async #ask(): Promise<void> {
    if (this.#asking || !(this.#running || this.#log.counts().waiting > 0)) return
    this.#asking = true
    try {
      const ids = this.#log.undelivered()
      const before = this.#clock.now()
      const reports = await this.#parts.lab.ask({ peers: [], ids }, new AbortController().signal)
      const at = (before + this.#clock.now()) / 2
      this.#recipients = reports.flatMap(({ address }) => {
        const parsed = parseAddress(address)
        return parsed.ok ? parsed.value : []
      })
      for (const { peerId, arrivals } of reports) {
        for (const { id, agoMs } of arrivals) this.#log.arrived(id, peerId, at - agoMs, reports.length)
      }
    } finally {
      this.#asking = false
    }
  }

  #sample(): void {
    this.#log.expire()
    this.#samples.push({ time: this.#clock.now(), ...this.#log.sinceLast() })
    if (this.#samples.length > TRAFFIC_SAMPLES) this.#samples.shift()
    if (this.#running || this.#log.counts().waiting > 0) return
    for (const cancel of this.#timers) cancel()
    this.#timers = []
  }
}

function noArguments(): Uint8Array {
  const encoded = encodeValue([])
  return known(encoded.ok ? encoded.value : undefined, 'an empty list')
}
