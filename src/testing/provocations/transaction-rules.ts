import type { ContractRuntime } from '#chain/apply/contract-runtime.ts'
import { type CborValue, decode, encode } from '#chain/codec.ts'
import { MAX_ENCODED_DEPTH, MAX_TRANSACTION_BYTES } from '#chain/limits.ts'
import type { RuleCode } from '#chain/rules.ts'
import { assembleTransaction } from '#chain/transaction/transaction-codec.ts'
import { assert, known } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'
import { testAccount, testNetwork, transferOf } from '../chain-builder.ts'
import { deployPayload } from '../contract-world.ts'
import { createFakeContractRuntime } from '../fake-contract-runtime.ts'
import { openJudge } from '../judge.ts'
import { transactionOf } from '../transaction-of.ts'
import type { Provocation } from './provocation.ts'

const alice = testAccount(1)
const params = testNetwork({}, [alice])
const payment = transferOf(params, alice, { to: testAccount(2).address, nonce: 0 })

/** A node's verdict on these bytes, announced as a transaction. */
const judged =
  (bytes: Uint8Array, contracts?: ContractRuntime): Provocation =>
  async () =>
    (await openJudge(params, undefined, contracts)).transaction(bytes)

/** The payment's fields on the wire. */
function fields(): CborValue[] {
  const decoded = decode(payment.bytes)
  assert(decoded.ok && Array.isArray(decoded.value), 'a transaction is a tuple')
  return [...decoded.value]
}

const [VERSION, KIND, PAYLOAD] = [0, 1, 7]

const withField = (index: number, value: CborValue): Uint8Array => encode(fields().with(index, value))

function withAmount(amount: bigint): Uint8Array {
  const payload = known(fields()[PAYLOAD], 'payload')
  assert(Array.isArray(payload), 'a payload is a tuple')
  return withField(PAYLOAD, payload.with(1, amount))
}

const folder = transactionOf(
  params,
  alice,
  {
    kind: 'file',
    cid: Uint8Array.of(1, 0x55, 0x12, 0x20, ...new Uint8Array(32)),
    name: '../cat.png',
    sizeBytes: 9,
    mediaType: 'image/png',
    note: '',
  },
  { nonce: 0 },
)
const promotion = transactionOf(
  params,
  alice,
  { kind: 'authority', action: 'admin', address: alice.address },
  { nonce: 0 },
)
const starved = transactionOf(params, alice, deployPayload('Counter', [], { gasLimit: 1n }), { nonce: 0 })
const foreign = transferOf(testNetwork({ name: 'Other' }, [alice]), alice, { to: alice.address, nonce: 0 })
const forged = assembleTransaction(payment, new Uint8Array(64).fill(1))

/** Rules that a transaction breaks by itself, whatever the state. */
export const TRANSACTION_RULES = {
  ENCODING_TOO_LARGE: judged(encode(new Uint8Array(MAX_TRANSACTION_BYTES))),
  ENCODING_TOO_DEEP: judged(concatBytes(new Uint8Array(MAX_ENCODED_DEPTH + 1).fill(0x81), Uint8Array.of(0))),
  ENCODING_MALFORMED: judged(payment.bytes.subarray(0, -1)),
  ENCODING_NOT_CANONICAL: judged(concatBytes(payment.bytes, Uint8Array.of(0))),
  TX_SCHEMA: judged(encode(fields().slice(0, -1))),
  TX_VERSION_UNKNOWN: judged(withField(VERSION, 2)),
  TX_KIND_UNKNOWN: judged(withField(KIND, 99)),
  TX_AMOUNT_ZERO: judged(withAmount(0n)),
  TX_FILE: judged(folder.bytes),
  TX_GAS: judged(starved.bytes, createFakeContractRuntime()),
  TX_SIGNATURE: judged(forged.bytes),
  TX_OTHER_NETWORK: judged(foreign.bytes),
  TX_KIND_ELSEWHERE: judged(promotion.bytes),
} satisfies Partial<Record<RuleCode, Provocation>>
