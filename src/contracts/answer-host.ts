import { ed25519 } from '@noble/curves/ed25519.js'
import { type Address, readCanonicalAddress } from '../chain/address.ts'
import { type Amount, toAmount } from '../chain/amount.ts'
import type { ChangeBytes } from '../chain/apply/change-bytes.ts'
import type { ContractHost } from '../chain/apply/contract-runtime.ts'
import { REPLACED_BYTE_GAS, WRITTEN_BYTE_GAS } from '../chain/apply/gas-prices.ts'
import { digest } from '../chain/hash.ts'
import { unreachable } from '../lib/assert.ts'
import { bytesToHex, utf8Length } from '../lib/bytes.ts'
import type { Result } from '../lib/result.ts'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import {
  EVENT_BYTE_GAS,
  HOST_GAS,
  KEY_GAS,
  SHA256_BYTE_GAS,
  SHA512_BYTE_GAS,
  SIGNATURE_GAS,
} from './host-gas.ts'
import { HOST_OPERATIONS, type HostOperation } from './host-operations.ts'
import { type HostGas, HostRefusal } from './sandbox.ts'
import type { Value } from './value.ts'

const NAMES = new Map<number, HostOperation>(
  Object.entries(HOST_OPERATIONS).map(([name, number]) => [number, name as HostOperation]),
)

/** One question of the code to the world outside: charged first, then answered or refused. */
export function answerHost(host: ContractHost, operation: number, value: Value, gas: HostGas): Value {
  const name = NAMES.get(operation)
  if (name === undefined) throw new HostRefusal(`there is no host operation ${operation}`)
  gas.spend(HOST_GAS[name])
  const spendFor = (count: number, each: bigint) => gas.spend(BigInt(count) * each)

  switch (name) {
    case 'read':
      return host.read(bytesOf(value, 'key')) ?? null
    case 'write': {
      const [key, content] = listOf(value, 2)
      return changed(host.write(bytesOf(key, 'key'), bytesOf(content, 'value')), gas)
    }
    case 'remove':
      return changed(host.write(bytesOf(value, 'key'), undefined), gas)
    case 'keys': {
      const [prefix, last, limit] = listOf(value, 3)
      const after = bytesOf(last, 'last key')
      const keys = host.keys(bytesOf(prefix, 'prefix'), after.length === 0 ? undefined : after, Number(limit))
      spendFor(keys.length, KEY_GAS)
      return keys
    }
    case 'transfer': {
      const [to, amount] = listOf(value, 2)
      return settled(host.transfer(addressOf(to), amountOf(amount)))
    }
    case 'emit': {
      const [event, data, indexed] = listOf(value, 3)
      const texts = [data ?? null, ...listOf(indexed)].map(textOf)
      spendFor(
        texts.reduce((sum, text) => sum + utf8Length(text), 0),
        EVENT_BYTE_GAS,
      )
      return settled(host.emit(String(event), texts))
    }
    case 'call': {
      const [to, method, args, coins] = listOf(value, 4)
      const encoded = encodeValue(listOf(args))
      if (!encoded.ok) throw new HostRefusal('the arguments have too many bytes or levels; pass less')
      const run = host.call(addressOf(to), String(method), encoded.value, amountOf(coins), gas.left)
      gas.spend(run.gas)
      if (!run.outcome.ok) throw new HostRefusal(run.outcome.error.message)
      const result = decodeValue(run.outcome.value)
      return result.ok ? result.value : null
    }
    case 'sha256':
      spendFor(bytesOf(value, 'data').length, SHA256_BYTE_GAS)
      return digest(bytesOf(value, 'data'))
    case 'verifySignature': {
      const [key, message, signature] = listOf(value, 3).map(part =>
        bytesOf(part, 'part of a signature'),
      ) as [Uint8Array, Uint8Array, Uint8Array]
      if (key.length !== 32 || signature.length !== 64) return false
      gas.spend(SIGNATURE_GAS)
      spendFor(message.length, SHA512_BYTE_GAS)
      return isSigned(key, message, signature)
    }
    case 'balance':
      return host.balance(addressOf(value))
    default:
      return unreachable(name)
  }
}

/** What storing and removing changed is paid for by its bytes. */
function changed(outcome: Result<ChangeBytes, string>, gas: HostGas): null {
  if (!outcome.ok) throw new HostRefusal(outcome.error)
  const { written, replaced } = outcome.value
  gas.spend(BigInt(written) * WRITTEN_BYTE_GAS + BigInt(replaced) * REPLACED_BYTE_GAS)
  return null
}

function settled(outcome: { readonly ok: true } | { readonly ok: false; readonly error: string }): null {
  if (!outcome.ok) throw new HostRefusal(outcome.error)
  return null
}

const isSigned = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  ed25519.verify(signature, message, key, { zip215: true })

function listOf(value: Value | undefined, length?: number): readonly Value[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw new HostRefusal('expected a list')
  }
  return value
}

function bytesOf(value: Value | undefined, what: string): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new HostRefusal(`${what}: expected a Uint8Array`)
  return value
}

function addressOf(value: Value | undefined): Address {
  const address = typeof value === 'string' ? readCanonicalAddress(value) : undefined
  if (!address) throw new HostRefusal('expected an address as ctx gives it: tab1… or tabc1…, in lower case')
  return address
}

function amountOf(value: Value | undefined): Amount {
  const amount = typeof value === 'bigint' && value >= 0n ? toAmount(value) : undefined
  if (!amount?.ok) throw new HostRefusal('an amount is a bigint of base units, at least 0n')
  return amount.value
}

/** Events are text, so that they read the same everywhere: texts as they are, all else as JSON with bigints as decimals and bytes as hex. */
function textOf(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return value.toString()
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (part instanceof Uint8Array) return bytesToHex(part)
    return part
  })
}
