import { type Address, parseAddress } from '#chain/address.ts'
import { type Amount, COIN, formatAmount } from '#chain/amount.ts'
import type { Block } from '#chain/block/block.ts'
import { readAccount } from '#chain/state/account.ts'
import type { Payload, Transaction } from '#chain/transaction/transaction.ts'
import {
  assembleTransaction,
  signingBytes,
  TRANSACTION_VERSION,
} from '#chain/transaction/transaction-codec.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import { known } from '#lib/assert.ts'
import type { Clock } from '#lib/clock.ts'
import type { PeerId } from '#lib/peer-id.ts'
import type { Random } from '#lib/random.ts'
import type { Chain } from '#node/chain/chain.ts'
import { sendTransaction } from '#node/handlers/send-transaction.ts'
import { MIN_RELAY_FEE } from '#node/pool/limits.ts'
import type { TabNode } from '#node/tab-node.ts'
import { AttackNeeds } from './attack-needs.ts'
import { Forge } from './forge.ts'
import { type LabKey, labKey, signWith } from './lab-key.ts'
import type { LabNetwork, PeerReport } from './lab-network.ts'
import { ASK_EVERY_MS, BURNER_LINK_MS, FUNDED_MS, VERDICTS_MS } from './limits.ts'
import { until } from './until.ts'
import type { Burner } from './wire/burner.ts'

export interface ContextParts {
  readonly node: TabNode
  readonly files: () => Promise<FileSharing>
  readonly random: Random
  readonly signal: AbortSignal
  readonly burner: Burner
  /** Honest tabs of the laboratory, which report what they received. */
  readonly victims: readonly PeerId[]
  /** Coins left over from earlier attacks. */
  readonly purse: { key: LabKey | undefined }
  readonly note: (text: string) => void
  readonly lab: LabNetwork
}

export interface PaymentOptions {
  readonly nonce?: number
  readonly amount?: bigint
  readonly fee?: bigint
  readonly to?: Address
  /** For a payment that belongs to another network. */
  readonly networkId?: Transaction['networkId']
}

/**
 * An attacker's means: an identity that is linked with every honest tab, keys, coins, and a forge for blocks.
 */
export class AttackContext {
  readonly node: TabNode
  /** This tab's own file sharing. */
  readonly files: () => Promise<FileSharing>
  readonly chain: Chain
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
  readonly burner: Burner
  readonly victims: readonly PeerId[]
  readonly forge: Forge
  readonly note: (text: string) => void
  readonly #purse: ContextParts['purse']
  readonly #lab: LabNetwork
  readonly #afterwards: (() => Promise<unknown>)[] = []

  constructor({ node, files, random, signal, burner, victims, purse, note, lab }: ContextParts) {
    this.node = node
    this.files = files
    this.chain = node.chain
    this.clock = node.chain.clock
    this.random = random
    this.signal = signal
    this.burner = burner
    this.victims = victims
    this.note = note
    this.forge = new Forge(node.chain, signal)
    this.#purse = purse
    this.#lab = lab
  }

  /** A key without coins or history. */
  freshKey(): LabKey {
    return labKey(this.random.bytes(32))
  }

  /** The keys of this tab's wallet. */
  async ownKeys(): Promise<LabKey[]> {
    const { wallet } = this.node
    return Promise.all(
      wallet.addresses().map(async ({ address }) => labKey(await wallet.secretSeed(address))),
    )
  }

  /**
   * Keys that may produce blocks for an attacker: any key under proof of work, else this tab's own stakes and
   * authorities.
   */
  async producers(): Promise<LabKey[]> {
    return this.chain.engine.sealsBySearch ? [this.freshKey()] : this.ownKeys()
  }

  /** The balance and nonce of a key. */
  account({ address }: LabKey) {
    return readAccount(this.chain.state, address)
  }

  /** A key with at least this many coins, paid by this tab's wallet unless an earlier attack left enough. */
  async purse(coins = 1n): Promise<LabKey> {
    const kept = this.#purse.key
    if (
      kept &&
      this.account(kept).balance >= coins * COIN &&
      this.node.mempool.queueOf(kept.address).length === 0
    )
      return kept
    const key = this.freshKey()
    await this.fund(key, coins * COIN)
    this.#purse.key = key
    return key
  }

  /** Pays coins from this tab's wallet to a key, and waits for the block. */
  async fund(to: LabKey, amount: bigint): Promise<void> {
    const payload: Payload = { kind: 'transfer', to: to.address, amount: amount as Amount, memo: '' }
    await this.sendOwn(payload, amount)
  }

  /** Sends a transaction from this tab's wallet and waits until it is in a block. */
  async sendOwn(payload: Payload, spends = 0n, from?: LabKey): Promise<Transaction> {
    const least = spends + COIN / 10n
    const payer = from ?? (await this.ownKeys()).find(key => this.account(key).balance >= least)
    if (!payer) {
      throw new AttackNeeds(
        `${formatAmount(least as Amount)} coins in an address of this tab's wallet; receive or mine some first`,
      )
    }
    const own = this.node.wallet.find(payer.text)
    const sent = own.ok ? await sendTransaction(this.node, { from: own.value }, payload) : own
    if (!sent.ok) throw new AttackNeeds(sent.error.message)
    await this.landed(sent.value.id)
    return sent.value
  }

  /**
   * Waits until a transaction is in a block here and at every honest tab, so that none judges the next step
   * by an older state.
   */
  async landed(id: Transaction['id']): Promise<void> {
    if (!(await this.until(async () => (await this.chain.store.tx(id)) !== undefined, FUNDED_MS))) {
      throw new AttackNeeds('blocks: no block was made within a minute; start mining here or in another tab')
    }
    await this.settled([id], ({ landings }) => landings.length > 0)
  }

  /**
   * Registers a task for after the attack, also if it fails, such as removing an authority that was added for
   * it.
   */
  afterwards(task: () => Promise<unknown>): void {
    this.#afterwards.unshift(task)
  }

  async tidy(): Promise<void> {
    for (const task of this.#afterwards.splice(0)) {
      await task().catch(error => this.note(`clean-up failed: ${String(error)}`))
    }
  }

  until(isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
    return until(isSo, { clock: this.clock, signal: this.signal, withinMs })
  }

  /** Signs any payload, unchecked. */
  sign(
    from: LabKey,
    payload: Payload,
    { nonce = this.account(from).nonce, fee = 10n * MIN_RELAY_FEE, networkId = this.chain.networkId } = {},
  ): Transaction {
    const unsigned = {
      version: TRANSACTION_VERSION,
      networkId,
      sender: from.address,
      nonce,
      timestamp: this.clock.now(),
      fee: fee as Amount,
      payload,
    }
    return assembleTransaction(unsigned, signWith(from, signingBytes(unsigned)))
  }

  /** A small payment, to a stranger by default. */
  payment(from: LabKey, { amount = COIN / 100n, to, ...options }: PaymentOptions = {}): Transaction {
    const recipient = to ?? this.freshKey().address
    return this.sign(
      from,
      { kind: 'transfer', to: recipient, amount: amount as Amount, memo: '' },
      Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    )
  }

  /** An address as bytes. */
  addressOf(text: string): Address {
    const parsed = parseAddress(text)
    return known(parsed.ok ? parsed.value : undefined, 'the address that a node reported')
  }

  /** Sends these bytes as a transaction, to all peers by default. */
  async announceTransaction(bytes: Uint8Array, to?: readonly PeerId[]): Promise<void> {
    await this.gather()
    this.burner.announceTransaction(bytes, to)
  }

  /** Announces a block by header and ids; whoever asks receives its body. */
  async announceBlock(block: Block, to?: readonly PeerId[]): Promise<void> {
    await this.gather()
    this.burner.announceBlock(block, to)
  }

  /** Repeats a message until every link is closed: a single small offence is forgiven. */
  async insist(send: () => void): Promise<void> {
    await this.gather()
    await this.burner.insist(send, this.signal)
  }

  /** Waits for a link with every honest tab. If both ends dialled at once, one of their two links closes. */
  async gather(): Promise<void> {
    await this.until(() => this.victims.every(peerId => this.burner.isReachable(peerId)), BURNER_LINK_MS)
  }

  /**
   * Waits until every honest tab has judged what the attacker sent under these ids, or until `isSo` holds for
   * its report.
   */
  async settled(ids: readonly string[], isSo: (report: PeerReport) => boolean): Promise<boolean> {
    const answered = async () => {
      const reports = await this.ask(ids)
      return reports.length === this.victims.length && reports.every(isSo)
    }
    const { clock, signal } = this
    return until(answered, { clock, signal, withinMs: VERDICTS_MS, everyMs: ASK_EVERY_MS })
  }

  /** The number of gossip messages that honest tabs delivered first to each other. */
  async passedOn(): Promise<number> {
    const reports = await this.#lab.ask({ peers: this.victims, ids: [] }, this.signal)
    return reports
      .filter(({ peerId }) => this.victims.includes(peerId))
      .flatMap(({ standings }) => standings)
      .reduce((sum, { received }) => sum + received, 0)
  }

  /** The honest tabs' reports on the attacker and on these ids. */
  async ask(ids: readonly string[]): Promise<PeerReport[]> {
    const reports = await this.#lab.ask({ peers: [this.burner.peerId], ids }, this.signal)
    return reports.filter(({ peerId }) => this.victims.includes(peerId))
  }
}
