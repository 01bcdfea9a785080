import { ed25519 } from '@noble/curves/ed25519.js'
import { type Address, readCanonicalAddress } from '#chain/address.ts'
import { type Amount, toAmount } from '#chain/amount.ts'
import type { ChangeBytes } from '#chain/apply/change-bytes.ts'
import type { ContractHost } from '#chain/apply/contract-runtime.ts'
import { REPLACED_BYTE_GAS, WRITTEN_BYTE_GAS } from '#chain/apply/gas-prices.ts'
import { digest } from '#chain/hash.ts'
import { unreachable } from '#lib/assert.ts'
import { bytesToHex, utf8Length } from '#lib/bytes.ts'
import type { Result } from '#lib/result.ts'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import type { HostGas } from './gas-counter.ts'
import {
  EVENT_BYTE_GAS,
  HOST_GAS,
  KEY_GAS,
  SHA256_BYTE_GAS,
  SHA512_BYTE_GAS,
  SIGNATURE_GAS,
} from './host-gas.ts'
import { HOST_OPERATIONS, type HostOperation } from './host-operations.ts'
import { HostRefusal } from './sandbox.ts'
import type { Value } from './value.ts'

const NAMES = new Map<number, HostOperation>(
  Object.entries(HOST_OPERATIONS).map(([name, number]) => [number, name as HostOperation]),
)

/** Answers one request of the code: charges it first, then answers or refuses it. */
export function answerHost(
  host: ContractHost,
  operation: number,
  value: Value,
  gas: HostGas,
): Value | HostRefusal {
  const name = NAMES.get(operation)
  if (name === undefined) return new HostRefusal(`the host operation ${operation} is unknown`)
  gas.spend(HOST_GAS[name])
  const spendFor = (count: number, each: bigint) => gas.spend(BigInt(count) * each)

  switch (name) {
    case 'read':
      return asked([value], [bytesOf('key')], key => host.read(key) ?? null)
    case 'write':
      return asked(value, [bytesOf('key'), bytesOf('value')], (key, content) =>
        changed(host.write(key, content), gas),
      )
    case 'remove':
      return asked([value], [bytesOf('key')], key => changed(host.write(key, undefined), gas))
    case 'keys':
      return asked(value, [bytesOf('prefix'), bytesOf('last key'), anything], (prefix, last, limit) => {
        const keys = host.keys(prefix, last.length === 0 ? undefined : last, Number(limit))
        spendFor(keys.length, KEY_GAS)
        return keys
      })
    case 'transfer':
      return asked(value, [addressOf, amountOf], (to, amount) => settled(host.transfer(to, amount)))
    case 'emit':
      return asked(value, [anything, anything, listOf], (event, data, indexed) => {
        const texts = [data, ...indexed].map(textOf)
        spendFor(
          texts.reduce((sum, text) => sum + utf8Length(text), 0),
          EVENT_BYTE_GAS,
        )
        return settled(host.emit(String(event), texts))
      })
    case 'call':
      return asked(value, [addressOf, anything, encodedOf, amountOf], (to, method, args, coins) => {
        const run = host.call(to, String(method), args, coins, gas.left)
        gas.spend(run.gas)
        if (!run.outcome.ok) return new HostRefusal(run.outcome.error.message)
        const result = decodeValue(run.outcome.value)
        return result.ok ? result.value : null
      })
    case 'sha256':
      return asked([value], [bytesOf('data')], data => {
        spendFor(data.length, SHA256_BYTE_GAS)
        return digest(data)
      })
    case 'verifySignature':
      return asked(value, [signaturePart, signaturePart, signaturePart], (key, message, signature) => {
        if (key.length !== 32 || signature.length !== 64) return false
        gas.spend(SIGNATURE_GAS)
        spendFor(message.length, SHA512_BYTE_GAS)
        return isSigned(key, message, signature)
      })
    case 'balance':
      return asked([value], [addressOf], address => host.balance(address))
    default:
      return unreachable(name)
  }
}

type Reader<T> = (value: Value) => T | HostRefusal
type Readers<Parts extends readonly unknown[]> = { readonly [I in keyof Parts]: Reader<Parts[I]> }

/** The answer to a request whose parts are all valid; refused for the first one that is not. */
function asked<Parts extends readonly unknown[]>(
  value: Value,
  readers: Readers<Parts>,
  answer: (...parts: Parts) => Value | HostRefusal,
): Value | HostRefusal {
  const items = listOf(value)
  if (items instanceof HostRefusal) return items
  if (items.length !== readers.length) return EXPECTED_LIST
  const parts: unknown[] = []
  for (const [i, read] of readers.entries()) {
    const part = read(items[i] as Value)
    if (part instanceof HostRefusal) return part
    parts.push(part)
  }
  return answer(...(parts as unknown as Parts))
}

/** Charges the changed bytes of storing and removing. */
function changed(outcome: Result<ChangeBytes, string>, gas: HostGas): null | HostRefusal {
  if (!outcome.ok) return new HostRefusal(outcome.error)
  const { written, replaced } = outcome.value
  gas.spend(BigInt(written) * WRITTEN_BYTE_GAS + BigInt(replaced) * REPLACED_BYTE_GAS)
  return null
}

const settled = (
  outcome: { readonly ok: true } | { readonly ok: false; readonly error: string },
): null | HostRefusal => (outcome.ok ? null : new HostRefusal(outcome.error))

const isSigned = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  ed25519.verify(signature, message, key, { zip215: true })

const EXPECTED_LIST = new HostRefusal('expected a list')

const anything: Reader<Value> = value => value

const listOf: Reader<readonly Value[]> = value => (Array.isArray(value) ? value : EXPECTED_LIST)

const bytesOf =
  (what: string): Reader<Uint8Array> =>
  value =>
    value instanceof Uint8Array ? value : new HostRefusal(`${what}: expected a Uint8Array`)

const signaturePart = bytesOf('part of a signature')

const addressOf: Reader<Address> = value =>
  (typeof value === 'string' ? readCanonicalAddress(value) : undefined) ??
  new HostRefusal('expected an address as in ctx: tab1… or tabc1…, in lower case')

const amountOf: Reader<Amount> = value => {
  const amount = typeof value === 'bigint' && value >= 0n ? toAmount(value) : undefined
  return amount?.ok ? amount.value : new HostRefusal('an amount is a bigint of base units, at least 0n')
}

/** The encoded arguments of a call. */
const encodedOf: Reader<Uint8Array> = value => {
  const list = listOf(value)
  if (list instanceof HostRefusal) return list
  const encoded = encodeValue(list)
  return encoded.ok
    ? encoded.value
    : new HostRefusal('the arguments have too many bytes or levels; pass less')
}

/**
 * Events are text, so that they read the same everywhere: texts unchanged, everything else as JSON with
 * bigints as decimals and bytes as hex.
 */
function textOf(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return value.toString()
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (part instanceof Uint8Array) return bytesToHex(part)
    return part
  })
}
