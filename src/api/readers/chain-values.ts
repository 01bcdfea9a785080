import {
  type Address,
  addressFromBytes,
  formatAddress,
  formatContractAddress,
  parseAddress,
  parseContractAddress,
  parseParty,
} from '#chain/address.ts'
import { type Amount, toAmount } from '#chain/amount.ts'
import { formatCid, parseCid } from '#chain/cid.ts'
import { type BlockId, type Hash, parseHash, type TxId } from '#chain/ids.ts'
import { MAX_MEMO_BYTES } from '#chain/limits.ts'
import { parseRecipient } from '#chain/recipient.ts'
import { hexToBytes } from '#lib/bytes.ts'
import type { Cid } from '#lib/cid.ts'
import { type PeerId, parsePeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { withoutName } from '#lib/without-name.ts'
import type { OwnAddress } from '#wallet/wallet.ts'
import { field } from './field.ts'

/** Readers of values of the chain, the wallet and the network, which return branded types. */

/** Puts the field's name into a parser's message, which names an `address` or an `amount`. */
function named<T>(result: Result<T, Failure>, name: string, what: string): Result<T, Failure> {
  if (result.ok) return result
  const { code, message } = result.error
  return fail(code, `${name}: ${withoutName(message, what)}`)
}

/** Coins in base units, 0 or more. */
export const coins = field<bigint, Amount>((value, name) => {
  if (typeof value !== 'bigint' || value < 0n) {
    return fail('AMOUNT_BAD', `${name}: give base units as a bigint that is not negative`)
  }
  return named(toAmount(value), name, 'amount')
}, 'AMOUNT_BAD')

/** Coins in base units, more than 0. */
export const someCoins = field<bigint, Amount>(
  (value, name, names) => {
    const amount = coins.read(value, name, names)
    return amount.ok && amount.value === 0n
      ? fail('AMOUNT_ZERO', `${name}: it is 0; give 0.000001 or more`)
      : amount
  },
  'AMOUNT_BAD',
  'AMOUNT_ZERO',
)

/** A gas limit; the gas of a block limits it too. */
export const gas = field<bigint, bigint>((value, name) =>
  typeof value === 'bigint' && value > 0n
    ? ok(value)
    : fail('VALUE_BAD', `${name}: give a bigint of 1 or more, or leave it out`),
)

/** An address of a key, not of a contract. */
export const address = field<string, Address>(
  (value, name) => named(parseAddress(String(value)), name, 'address'),
  'ADDRESS_BAD',
)

/** An address of a contract; the handler checks whether the contract exists. */
export const contractAddress = field<string, Address>(
  (value, name) => named(parseContractAddress(String(value)), name, 'address'),
  'ADDRESS_BAD',
)

/** A recipient of coins: an address that somebody owns, or `burn`. */
export const recipient = field<string, Address>(
  (value, name) => named(parseRecipient(String(value)), name, 'address'),
  'ADDRESS_BAD',
  'ADDRESS_INSECURE',
)

/** One of the wallet's addresses, by its name or as text. */
export const ownAddress = field<string, OwnAddress>(
  (value, name, names) => named(names.find(String(value)), name, 'address'),
  'NAME_UNKNOWN',
  'ADDRESS_UNKNOWN',
  'ADDRESS_BAD',
)

/** One of the wallet's addresses by its name, or any address. */
export const person = field<string, Address>((value, name, names) => {
  const own = names.find(String(value))
  if (own.ok) return ok(addressFromBytes(own.value.publicKey))
  const parsed = parseAddress(String(value))
  if (parsed.ok) return parsed
  return fail(parsed.error.code, `${name}: give one of your addresses or its name, or anybody’s address`)
}, 'ADDRESS_BAD')

/** Like {@link person}, or a contract: the address as text, which is the key of its rows. */
export const party = field<string, string>((value, name, names) => {
  const own = names.find(String(value))
  if (own.ok) return ok(own.value.address)
  const parsed = parseParty(String(value))
  if (!parsed.ok) return named(parsed, name, 'address')
  const { address, isContract } = parsed.value
  return ok(isContract ? formatContractAddress(address) : formatAddress(address))
}, 'ADDRESS_BAD')

/** A public text with a payment. */
export const memo = field<string, string>((value, name) => {
  const bytes = utf8FromText(String(value)).length
  if (bytes <= MAX_MEMO_BYTES) return ok(String(value))
  return fail('MEMO_TOO_LONG', `${name}: ${bytes} bytes, at most ${MAX_MEMO_BYTES} fit; shorten it`)
}, 'MEMO_TOO_LONG')

const idOf = <Id extends Hash>() =>
  field<string, Id>((value, name) => {
    const id = parseHash<Id>(String(value), name)
    return id.ok ? id : fail('VALUE_BAD', id.error.message)
  })

/** The id of a transaction. */
export const txId = idOf<TxId>()
/** A hash, 64 hexadecimal digits. */
export const hash = idOf<Hash>()

/** A block by its height or its id. */
export const blockAt = field<string, { readonly height: number } | { readonly id: BlockId }>(
  (value, name) => {
    const at = String(value).trim()
    if (/^\d{1,10}$/.test(at)) return ok({ height: Number(at) })
    const id = parseHash<BlockId>(at, name)
    if (id.ok) return ok({ id: id.value })
    return fail('VALUE_BAD', `${name}: give a height (a whole number) or a block id (64 hexadecimal digits)`)
  },
)

const CODEC_RAW = 0x55
const CODEC_DAG_PB = 0x70

/** The CID of a file or folder, as this app writes it. */
export const cid = field<string, Cid>((value, name) => {
  const bytes = parseCid(String(value))
  if (!bytes.ok) return fail(bytes.error.code, `${name}: ${bytes.error.message}`)
  const [, codec] = bytes.value
  if (codec === CODEC_RAW || codec === CODEC_DAG_PB) return ok(formatCid(bytes.value))
  return fail('CID_BAD', `${name}: it does not name a file: its codec is neither raw nor dag-pb`)
}, 'CID_BAD')

/** The id of a peer. */
export const peerId = field<string, PeerId>(
  (value, name) => named(parsePeerId(String(value)), name, 'peerId'),
  'PEER_ID_BAD',
)

/** Bytes as hexadecimal digits. */
export const hexBytes = (maxBytes: number) =>
  field<string, Uint8Array>((value, name) => {
    const digits = String(value).trim().toLowerCase()
    if (!/^(?:[0-9a-f]{2})+$/.test(digits)) {
      return fail('HEX_BAD', `${name}: expected hexadecimal digits, two for each byte; copy it again`)
    }
    if (digits.length > 2 * maxBytes) {
      return fail('HEX_BAD', `${name}: ${digits.length / 2} bytes, it never has more than ${maxBytes}`)
    }
    return ok(hexToBytes(digits))
  }, 'HEX_BAD')
