import { ok } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { hashToBytes } from '../hash.ts'
import { MAX_ARGUMENT_BYTES, MAX_METHOD_NAME_BYTES, MAX_SOURCE_BYTES } from '../limits.ts'
import { address, amount, bytesUpTo, conform, hash, nullable, text, tuple, unsigned } from '../schema.ts'
import type { DeployPayload, InvokePayload } from './transaction.ts'
import type { TransactionKind } from './transaction-kind.ts'

/** Characters of a class's name that lists show. */
const MAX_NAME = 64

const deployTuple = tuple({
  source: text(MAX_SOURCE_BYTES),
  args: bytesUpTo(MAX_ARGUMENT_BYTES),
  amount,
  gasLimit: unsigned,
})

/** `deploy` on the wire: [source, arguments, amount, gas limit]. */
export const deploy: TransactionKind<DeployPayload> = {
  code: 6,

  encode: ({ source, args, amount, gasLimit }) => [source, args, amount, gasLimit],

  decode(value) {
    const read = conform(value, deployTuple, 'TX_SCHEMA')
    return read.ok ? ok({ kind: 'deploy', ...read.value }) : read
  },

  summary: ({ amount, source, gasLimit }) => ({
    amount,
    text: nameOf(source),
    detail: { gasLimit: String(gasLimit), sourceBytes: String(utf8FromText(source).length) },
  }),
}

/** The name of the exported class, for people; the rules know no names. */
const nameOf = (source: string): string =>
  /\bexport\s+default\s+class\s+(?!extends\b)([\p{ID_Start}$_][\p{ID_Continue}$]*)/u
    .exec(source)?.[1]
    ?.slice(0, MAX_NAME) ?? ''

const invokeTuple = tuple({
  contract: address,
  method: text(MAX_METHOD_NAME_BYTES),
  args: bytesUpTo(MAX_ARGUMENT_BYTES),
  amount,
  gasLimit: unsigned,
  expected: nullable(hash()),
})

/**
 * `invoke` on the wire: [contract, method, arguments, amount, gas limit, hash of the expected changes or
 * null].
 */
export const invoke: TransactionKind<InvokePayload> = {
  code: 7,

  encode: ({ contract, method, args, amount, gasLimit, expected }) => [
    contract,
    method,
    args,
    amount,
    gasLimit,
    expected === undefined ? null : hashToBytes(expected),
  ],

  decode(value) {
    const read = conform(value, invokeTuple, 'TX_SCHEMA')
    return read.ok ? ok({ kind: 'invoke', ...read.value }) : read
  },

  summary: ({ contract, method, amount, gasLimit }) => ({
    to: contract,
    toContract: true,
    amount,
    text: method,
    detail: { method, gasLimit: String(gasLimit) },
  }),
}
