import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { type Address, addressFromBytes, formatAddress, parseAddress } from './address.ts'

/** The word that a person may write instead of {@link BURN_ADDRESS}. */
export const BURN = 'burn'

/** Its coins belong to nobody: no point of the curve has y = 2, so no signature is valid for this key. */
export const BURN_ADDRESS: Address = addressFromBytes(Uint8Array.of(2, ...new Uint8Array(31)))

/**
 * The y of every point of small order that ZIP-215 accepts, without the sign of x: 0, 1 and −1, the first two
 * also with the modulus added, and those of order 8. For such a key, S = 0 and any R of small order sign any
 * message, so that anybody can spend what is sent there.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/** Is it a key for which anybody can sign, without knowing any secret? */
export const canAnyoneSign = (address: Address): boolean =>
  SMALL_ORDER.has(bytesToHex(address.with(31, (address[31] as number) & 0x7f)))

/** Is it the address at which coins are destroyed? */
export const isBurnAddress = (address: Address): boolean => bytesEqual(address, BURN_ADDRESS)

/**
 * Parses an address that a person gives coins or a right to: {@link parseAddress}, except for those that
 * anybody can sign for. The rules of the chain know no such difference (docs/protocol.md, Signatures).
 */
export const parseSafeAddress = (text: string): RecipientResult => owned(text, 'give another address')

/** Parses the recipient of a payment: an address that somebody owns, or {@link BURN}. */
export const parseRecipient = (text: string): RecipientResult =>
  isBurn(text) ? ok(BURN_ADDRESS) : owned(text, `give another address, or "${BURN}" to destroy coins`)

type RecipientResult = Result<Address, Failure<'ADDRESS_BAD' | 'ADDRESS_INSECURE'>>

function owned(text: string, remedy: string): RecipientResult {
  const parsed = parseAddress(text)
  return parsed.ok ? checkSafe(parsed.value, remedy) : parsed
}

/** The address, unless anybody can sign for it. */
export function checkSafe(address: Address, remedy: string): Result<Address, Failure<'ADDRESS_INSECURE'>> {
  if (!canAnyoneSign(address)) return ok(address)
  const which = address.every(byte => byte === 0) ? 'the zero address' : 'one of 14 weak addresses'
  return fail(
    'ADDRESS_INSECURE',
    `address: it is ${which}, which anybody can sign for and spend from; ${remedy}`,
  )
}

/** Is it the word, in any case? */
export const isBurn = (text: string): boolean => /^\s*[Bb][Uu][Rr][Nn]\s*$/.test(text)

/** {@link BURN_ADDRESS} as text. */
export const BURN_TEXT = formatAddress(BURN_ADDRESS)
