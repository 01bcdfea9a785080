import { ed25519 } from '@noble/curves/ed25519.js'
import type { Amount } from '#chain/amount.ts'
import { applyBlock } from '#chain/apply/apply-block.ts'
import { type Journal, undoBlock } from '#chain/apply/journal.ts'
import type { Receipt } from '#chain/block/block.ts'
import type { Header, HeaderFields } from '#chain/block/header.ts'
import { sealingBytes, withLastSealField } from '#chain/block/header-codec.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { genesisBlock } from '#chain/genesis/genesis-block.ts'
import { readAccount } from '#chain/state/account.ts'
import type { State } from '#chain/state/state.ts'
import type { EvidencePayload, Payload } from '#chain/transaction/transaction.ts'
import { createEngine } from '#consensus/create-engine.ts'
import type { Engine } from '#consensus/engine.ts'
import { NO_CLAIMS } from '#consensus/finality/claims.ts'
import { NO_SIGNATURE } from '#consensus/finality/no-signature.ts'
import { NO_PROOF, posSeal } from '#consensus/pos/pos-seal.ts'
import { createSlots, type Slots } from '#consensus/pos/slots.ts'
import { assert } from '#lib/assert.ts'
import type { UnixMs } from '#lib/clock.ts'
import { type TestAccount, testAccount } from './chain-builder.ts'
import { transactionOf } from './transaction-of.ts'

/** The default fee of each transaction. */
export const LEDGER_FEE = 5n

export type Act = readonly [by: TestAccount, payload: Payload]

/**
 * A network of proof of stake without its lottery: blocks applied in any slot, and undone, in which only
 * transactions are signed.
 */
export class StakeLedger {
  readonly params: GenesisParameters
  readonly engine: Engine
  readonly slots: Slots
  readonly producer = testAccount(900)
  #state: State
  readonly #undo: { readonly before: State; readonly journal: Journal }[] = []

  constructor(params: GenesisParameters) {
    assert(params.consensus.type === 'pos', 'a ledger of stakes is for proof of stake')
    this.params = params
    this.engine = createEngine(params)
    this.slots = createSlots(params, params.consensus)
    this.#state = genesisBlock(params, this.engine, this.engine.genesisSeal()).state
  }

  get state(): State {
    return this.#state
  }

  get height(): number {
    return this.#undo.length
  }

  /** Applies a block in the middle of this slot and returns the receipts of its transactions. */
  block(slot: number, ...acts: Act[]): readonly Receipt[] {
    const { params, engine } = this
    const nonces = new Map<TestAccount, number>()
    const transactions = acts.map(([by, payload]) => {
      const nonce = nonces.get(by) ?? readAccount(this.#state, by.address).nonce
      nonces.set(by, nonce + 1)
      return transactionOf(params, by, payload, { nonce, fee: LEDGER_FEE })
    })
    const timestamp = (this.slots.startOf(slot) + params.consensus.spacingMs / 2) as UnixMs
    // every block is final at once
    const height = this.height + 1
    const final = { height, timestamp }
    const block = { transactions, producer: this.producer.address, height, timestamp, final }
    const applied = applyBlock(this.#state, block, { genesis: params, engine })
    assert(applied.ok, `the block does not apply: ${applied.ok ? '' : applied.error.message}`)

    this.#undo.push({ before: this.#state, journal: applied.value.journal })
    this.#state = applied.value.state
    return applied.value.receipts
  }

  /** Undoes the last block by its journal; returns whether the root is again the one from before. */
  undo(): boolean {
    const last = this.#undo.pop()
    assert(last, 'there is a block to undo')
    this.#state = undoBlock(this.#state, last.journal)
    return this.#state.root() === last.before.root()
  }

  balance(of: TestAccount): bigint {
    return readAccount(this.#state, of.address).balance
  }

  /**
   * A signed header of this producer in this slot, whose other fields are not true; another for each salt.
   */
  header(by: TestAccount, slot: number, salt: number, tamper: Partial<HeaderFields> = {}): Header {
    const { header } = genesisBlock(this.params, this.engine, this.engine.genesisSeal())
    const fields: HeaderFields = {
      ...header,
      producer: by.address,
      timestamp: (this.slots.startOf(slot) + salt) as UnixMs,
      seal: posSeal({
        slot,
        stake: 1n as Amount,
        total: 1n as Amount,
        ...NO_CLAIMS,
        proof: NO_PROOF,
        signature: NO_SIGNATURE,
      }),
      ...tamper,
    }
    return withLastSealField(fields, ed25519.sign(sealingBytes(fields), by.secretKey))
  }

  /** Evidence that this producer signed two headers for a slot. */
  evidence(against: TestAccount, slot: number): EvidencePayload {
    return this.engine.evidenceOf(this.header(against, slot, 1), this.header(against, slot, 2))
  }
}
