import { bytesEqual } from '#lib/bytes.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { type CborValue, decode, encode } from './codec.ts'
import { digest, hashToBytes } from './hash.ts'
import type { BlockId, TxId } from './ids.ts'
import {
  MAX_ENCODED_DEPTH,
  MAX_MERKLE_DEPTH,
  MAX_PROOF_BYTES,
  MAX_RECEIPT_BYTES,
  MAX_STATE_KEY_BYTES,
  MAX_TRANSACTION_BYTES,
} from './limits.ts'
import type { MerklePath } from './merkle.ts'
import { anything, bytes, bytesUpTo, hash, list, type Reader, safeInteger, tuple } from './schema.ts'
import { encodeStateProof, readStateProof } from './state/state-proof-codec.ts'
import type { StateProof } from './state/verify-state-proof.ts'

/** The path from a statement to a root of a header; one member per type of statement. */
export type ProofBody =
  /** The state's value for a key, or its absence. */
  | { readonly type: 'entry'; readonly key: Uint8Array; readonly path: StateProof }
  | { readonly type: 'transaction'; readonly transaction: Uint8Array; readonly path: MerklePath }
  /** The same turns lead to the transaction's id and to its receipt, because both lists have one length. */
  | {
      readonly type: 'event'
      readonly txId: TxId
      readonly receipt: Uint8Array
      /** The index among the receipt's events. */
      readonly index: number
      readonly turns: number
      readonly txSiblings: readonly Uint8Array[]
      readonly receiptSiblings: readonly Uint8Array[]
    }
  | { readonly type: 'file'; readonly record: Uint8Array; readonly path: MerklePath }

export interface Proof {
  /** The block whose header it leads to. */
  readonly block: BlockId
  readonly body: ProofBody
}

const PROOF_VERSION = 1

/** By their codes on the wire, which are never reused. */
const TYPES = ['entry', 'transaction', 'event', 'file'] as const satisfies readonly ProofBody['type'][]

/**
 * The checksum distinguishes damage from a false statement: a wrong bit in the key of an absence could give
 * another true one.
 */
const CHECKSUM_BYTES = 8

/**
 * `[version, type, block id, body, checksum]`. The checksum is the beginning of the SHA-256 of the encoding
 * of the fields before it.
 */
export function encodeProof({ block, body }: Proof): Uint8Array {
  const fields = [PROOF_VERSION, TYPES.indexOf(body.type), hashToBytes(block), encodeBody(body)]
  return encode([...fields, checksumOf(fields)])
}

const proofTuple = tuple({
  version: safeInteger,
  type: safeInteger,
  block: hash<BlockId>(),
  body: anything,
  checksum: bytes(CHECKSUM_BYTES),
})

/** Reads the shape; proof.ts decides whether the proof holds. */
export function decodeProof(encoded: Uint8Array): Result<Proof, string> {
  const decoded = decode(encoded, { maxBytes: MAX_PROOF_BYTES, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) return err(decoded.error.message)
  const read = proofTuple(decoded.value)
  if (!read.ok) return read

  const { version, type, block, body, checksum } = read.value
  if (version !== PROOF_VERSION)
    return err(`version ${version} of proofs is unknown; only ${PROOF_VERSION} is known`)
  if (!bytesEqual(checksum, checksumOf([version, type, hashToBytes(block), body]))) {
    return err('the checksum does not match, so the proof was damaged; copy it again')
  }
  const name = TYPES[type]
  if (name === undefined) return err(`type ${type} of proofs is unknown`)
  const statement = BODIES[name](body)
  return statement.ok ? ok({ block, body: statement.value }) : err(`${name}: ${statement.error}`)
}

const checksumOf = (fields: CborValue): Uint8Array => digest(encode(fields)).slice(0, CHECKSUM_BYTES)

const siblings = list(bytes(32), MAX_MERKLE_DEPTH)

/** A turn above the last sibling would be a second encoding of the same path. */
const pathTuple: Reader<MerklePath> = value => {
  const read = tuple({ turns: safeInteger, siblings })(value)
  return read.ok ? checkTurns(read.value, read.value) : read
}

function checkTurns<T>(value: T, { turns, siblings }: MerklePath): Result<T, string> {
  return turns < 2 ** siblings.length ? ok(value) : err('turns: there are more than siblings')
}

const entryTuple = tuple({ key: bytesUpTo(MAX_STATE_KEY_BYTES), path: readStateProof })
const transactionTuple = tuple({ transaction: bytesUpTo(MAX_TRANSACTION_BYTES), path: pathTuple })
const eventTuple = tuple({
  txId: hash<TxId>(),
  receipt: bytesUpTo(MAX_RECEIPT_BYTES),
  index: safeInteger,
  turns: safeInteger,
  txSiblings: siblings,
  receiptSiblings: siblings,
})
const fileTuple = tuple({ record: bytesUpTo(MAX_TRANSACTION_BYTES), path: pathTuple })

const BODIES = {
  entry: typed('entry', entryTuple),
  transaction: typed('transaction', transactionTuple),
  event: typed('event', value => {
    const read = eventTuple(value)
    if (!read.ok) return read
    const { turns, txSiblings, receiptSiblings } = read.value
    if (txSiblings.length !== receiptSiblings.length) return err('the two paths differ in length')
    return checkTurns(read.value, { turns, siblings: txSiblings })
  }),
  file: typed('file', fileTuple),
} as const satisfies { readonly [Type in ProofBody['type']]: Reader<Extract<ProofBody, { type: Type }>> }

function typed<Type extends ProofBody['type'], Fields>(type: Type, reader: Reader<Fields>) {
  return (value: CborValue): Result<Fields & { readonly type: Type }, string> => {
    const read = reader(value)
    return read.ok ? ok({ type, ...read.value }) : read
  }
}

/** The fields in wire order. */
function encodeBody(body: ProofBody): CborValue {
  switch (body.type) {
    case 'entry':
      return [body.key, encodeStateProof(body.path)]
    case 'transaction':
      return [body.transaction, encodePath(body.path)]
    case 'event':
      return [
        hashToBytes(body.txId),
        body.receipt,
        body.index,
        body.turns,
        [...body.txSiblings],
        [...body.receiptSiblings],
      ]
    case 'file':
      return [body.record, encodePath(body.path)]
  }
}

const encodePath = ({ turns, siblings }: MerklePath): CborValue => [turns, [...siblings]]
