import { ok, type Result } from '#lib/result.ts'
import type { CborValue } from '../codec.ts'
import type { Violation } from '../rules.ts'
import { authority } from './authority.ts'
import { deploy, invoke } from './contract-kinds.ts'
import { evidence } from './evidence.ts'
import { file } from './file.ts'
import { stake, unstake } from './stake.ts'
import type { Payload } from './transaction.ts'
import type { Summary, TransactionKind } from './transaction-kind.ts'
import { transfer } from './transfer.ts'

/** Every kind of transaction; a new one is a file and a line here. Codes are never reused. */
export const KINDS = { transfer, stake, unstake, evidence, authority, file, deploy, invoke } satisfies {
  readonly [K in Payload['kind']]: TransactionKind<Extract<Payload, { kind: K }>>
}

/** The kind that encodes this payload. */
export const kindOf = (payload: Payload): TransactionKind<Payload> =>
  KINDS[payload.kind] as TransactionKind<Payload>

const BY_CODE = new Map<number, TransactionKind<Payload>>(
  (Object.values(KINDS) as TransactionKind<Payload>[]).map(kind => [kind.code, kind]),
)

/** The kind with this number on the wire, if there is one. */
export const kindByCode = (code: number): TransactionKind<Payload> | undefined => BY_CODE.get(code)

/**
 * Does the payload's own decoder accept it? For whoever is about to sign one: what others reject must not be
 * signed, and what has no encoding cannot be. The message begins with the field.
 */
export function checkPayload(payload: Payload): Result<void, Violation> {
  const kind = kindOf(payload)
  const read = kind.decode(asDecoded(kind.encode(payload)))
  return read.ok ? ok(undefined) : read
}

/** In decoded values, every integer is a bigint. */
function asDecoded(value: CborValue): CborValue {
  if (Array.isArray(value)) return value.map(asDecoded)
  return Number.isSafeInteger(value) ? BigInt(value as number) : value
}

/** The summary of a payload, for lists. */
export const summaryOf = (payload: Payload): Summary => kindOf(payload).summary(payload)
