import { bytesToHex } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { ADDRESS_BYTES, type Address, addressFromBytes } from './address.ts'
import type { BlockEvent } from './block/block.ts'
import { decodeFileRecord, type FileRecord } from './block/file-record.ts'
import type { Header } from './block/header.ts'
import { decodeHeader } from './block/header-codec.ts'
import { decodeReceipt } from './block/receipt-codec.ts'
import { decode } from './codec.ts'
import { hashOf, hashToBytes } from './hash.ts'
import type { TxId } from './ids.ts'
import { rootAbove } from './merkle.ts'
import { decodeProof, type ProofBody } from './proof-codec.ts'
import { type Account, accountTuple, EMPTY_ACCOUNT } from './state/account.ts'
import { KEY_SPACE } from './state/key-space.ts'
import { verifyEntry } from './state/verify-state-proof.ts'

/** The fact that a proof shows to whoever trusts its header; one member per type of statement. */
export type ProvenFact = { readonly header: Header } & (
  | ({ readonly type: 'account'; readonly address: Address } & Account)
  /** Any other entry of the state; undefined if there is none. */
  | { readonly type: 'entry'; readonly key: string; readonly value: Uint8Array | undefined }
  /**
   * The transaction's encoding. Its reader, transaction/transaction-codec.ts, would make the verifier too
   * large.
   */
  | { readonly type: 'transaction'; readonly txId: TxId; readonly bytes: Uint8Array }
  | ({ readonly type: 'event'; readonly txId: TxId; readonly index: number } & BlockEvent)
  | ({ readonly type: 'file' } & FileRecord)
)

type Shown<Fact = ProvenFact> = Fact extends unknown ? Omit<Fact, 'header'> : never

/**
 * Returns the fact that `proof` shows about the block with this header, or the reason why it shows nothing.
 * It asks no node and trusts the header alone; the caller decides, for example by its id, whether the header
 * is on a chain that counts. It checks no signature, because no signature in a block on such a chain is
 * invalid. It never throws, whatever the bytes (docs/proofs.md).
 */
export function verifyProof(header: Uint8Array, proof: Uint8Array): Result<ProvenFact, string> {
  const trusted = decodeHeader(header)
  if (!trusted.ok) return err(`header: ${trusted.error.message}`)
  const read = decodeProof(proof)
  if (!read.ok) return err(`proof: ${read.error}`)
  const { block, body } = read.value
  if (block !== trusted.value.id) {
    return err(
      `the proof is for block ${block}, but the header is that of ${trusted.value.id}; use the header of that block`,
    )
  }
  const shown = verifyBody(trusted.value, body)
  return shown.ok ? ok({ ...shown.value, header: trusted.value }) : shown
}

function verifyBody(header: Header, body: ProofBody): Result<Shown, string> {
  switch (body.type) {
    case 'entry':
      return verifyState(header, body)
    case 'transaction':
      return verifyTransaction(header, body)
    case 'event':
      return verifyEvent(header, body)
    case 'file':
      return verifyFile(header, body)
  }
}

type Body<Type extends ProofBody['type']> = Extract<ProofBody, { type: Type }>

function verifyState({ stateRoot }: Header, body: Body<'entry'>): Result<Shown, string> {
  const key = bytesToHex(body.key)
  const entry = verifyEntry(stateRoot, key, body.path)
  if (!entry.ok) return entry
  if (!key.startsWith(KEY_SPACE.account) || body.key.length !== 1 + ADDRESS_BYTES) {
    return ok({ type: 'entry', key, value: entry.value })
  }
  const address = addressFromBytes(body.key.slice(1))
  const account = entry.value === undefined ? ok(EMPTY_ACCOUNT) : readAccount(entry.value)
  return account.ok ? ok({ type: 'account', address, ...account.value }) : account
}

function verifyTransaction(
  { txRoot }: Header,
  { transaction, path }: Body<'transaction'>,
): Result<Shown, string> {
  const txId = hashOf<TxId>(transaction)
  if (rootAbove(hashToBytes(txId), path) !== txRoot) return notIn('transactions')
  return ok({ type: 'transaction', txId, bytes: transaction })
}

function verifyEvent({ txRoot, receiptRoot }: Header, body: Body<'event'>): Result<Shown, string> {
  const { txId, receipt, index, turns, txSiblings, receiptSiblings } = body
  if (rootAbove(hashToBytes(txId), { turns, siblings: txSiblings }) !== txRoot) return notIn('transactions')
  if (rootAbove(receipt, { turns, siblings: receiptSiblings }) !== receiptRoot) return notIn('receipts')

  const decoded = decodeReceipt(receipt)
  if (!decoded.ok) return decoded
  const event = decoded.value.events[index]
  if (event === undefined)
    return err(`event ${index} is missing; the receipt has ${decoded.value.events.length}`)
  return ok({ type: 'event', txId, index, ...event })
}

function verifyFile({ fileRoot }: Header, { record, path }: Body<'file'>): Result<Shown, string> {
  if (rootAbove(record, path) !== fileRoot) return notIn('files')
  const decoded = decodeFileRecord(record)
  return decoded.ok ? ok({ type: 'file', ...decoded.value }) : decoded
}

/** Without the assertion of the state's own readers: the trusted header may be of no real chain. */
function readAccount(value: Uint8Array): Result<Account, string> {
  const decoded = decode(value)
  return decoded.ok ? accountTuple(decoded.value) : err(decoded.error.message)
}

const notIn = (list: string) =>
  err(`it does not lead to the header's root of ${list}; ask for the proof again`)
