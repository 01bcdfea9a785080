import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesFromBigint, bytesToHex, concatBytes } from '#lib/bytes.ts'
import type { UnixMs } from '#lib/clock.ts'
import { createChainBuilder, testNetwork } from '#testing/chain-builder.ts'
import type { Address } from '../address.ts'
import { type CborValue, decode, encode } from '../codec.ts'
import { digest } from '../hash.ts'
import type { BlockId, Height, MerkleRoot, NetworkId, StateRoot } from '../ids.ts'
import { MAX_HEADER_BYTES, MAX_SEAL_FIELDS } from '../limits.ts'
import type { HeaderFields, Seal } from './header.ts'
import {
  assembleHeader,
  decodeHeader,
  miningPrefix,
  sealingBytes,
  withLastSealField,
  withNonce,
} from './header-codec.ts'

const chain = createChainBuilder(testNetwork())
const header = chain.build(chain.genesis).header

function withField(index: number, value: CborValue): Uint8Array {
  const decoded = decode(header.bytes)
  if (!decoded.ok) throw new Error(decoded.error.message)
  return encode((decoded.value as CborValue[]).with(index, value))
}

const codeOf = (bytes: Uint8Array) => {
  const decoded = decodeHeader(bytes)
  return decoded.ok ? 'accepted' : decoded.error.code
}

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const hash = bytes32.map(bytesToHex)
const fields = fc.record({
  version: fc.constant(1),
  networkId: hash.map(id => id as NetworkId),
  height: fc.maxSafeNat().map(height => height as Height),
  parent: hash.map(id => id as BlockId),
  timestamp: fc.maxSafeNat().map(time => time as UnixMs),
  txRoot: hash.map(root => root as MerkleRoot),
  stateRoot: hash.map(root => root as StateRoot),
  receiptRoot: hash.map(root => root as MerkleRoot),
  fileRoot: hash.map(root => root as MerkleRoot),
  producer: bytes32.map(bytes => bytes as Address),
  seal: fc.array(fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), {
    maxLength: MAX_SEAL_FIELDS,
  }),
}) satisfies fc.Arbitrary<HeaderFields>

test('what is assembled decodes to the same', () => {
  fc.assert(
    fc.property(fields, header => {
      const assembled = assembleHeader(header)
      expect(decodeHeader(assembled.bytes)).toEqual({ ok: true, value: assembled })
      expect(assembled.id).toBe(bytesToHex(digest(assembled.bytes)))
    }),
  )
})

describe('sanity', () => {
  test.each([
    ['rules that are not known yet', 0, 2n, 'HEADER_RULES_UNKNOWN'],
    ['rules far beyond, whatever the fields', 0, 2n ** 63n, 'HEADER_RULES_UNKNOWN'],
    ['rules of version 0, which the context stage rejects', 0, 0n, 'accepted'],
    ['a negative version', 0, -1n, 'HEADER_SCHEMA'],
    ['a long network id', 1, new Uint8Array(33), 'HEADER_SCHEMA'],
    ['a negative height', 2, -1n, 'HEADER_SCHEMA'],
    ['a timestamp beyond 2^53', 4, 2n ** 53n, 'HEADER_SCHEMA'],
    ['a missing producer', 9, null, 'HEADER_SCHEMA'],
    ['a seal that is not a list', 10, 1n, 'HEADER_SCHEMA'],
    ['a seal with text in it', 10, ['nonce'], 'HEADER_SCHEMA'],
    ['a seal with a negative number', 10, [-1n], 'HEADER_SCHEMA'],
    ['as many seal fields as allowed', 10, new Array(MAX_SEAL_FIELDS).fill(1n), 'accepted'],
    ['one seal field too many', 10, new Array(MAX_SEAL_FIELDS + 1).fill(1n), 'HEADER_SCHEMA'],
  ])('%s', (_name, index, value, code) => {
    expect(codeOf(withField(index, value))).toBe(code)
  })

  test('a header exactly as large as allowed, and one byte larger', () => {
    const padded = (extra: number) => withField(10, [new Uint8Array(extra)])
    const room = MAX_HEADER_BYTES - padded(300).length
    expect(codeOf(padded(300 + room))).toBe('accepted')
    expect(codeOf(padded(301 + room))).toBe('ENCODING_TOO_LARGE')
  })
})

describe('the nonce', () => {
  /** Each length of the encoded integer, with its bounds. */
  const HEIGHTS = [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER]
  const TIMES = [1, 2 ** 32 - 1, 2 ** 32, 1_793_491_200_000, Number.MAX_SAFE_INTEGER]

  test('is what follows the mining prefix', () => {
    const found = withNonce(header, 0x0102030405060708n)
    expect(concatBytes(miningPrefix(header), bytesFromBigint(0x0102030405060708n, 8))).toEqual(found.bytes)
    expect(miningPrefix(found)).toEqual(miningPrefix(header))
  })

  test('lies with the padding in the last 64-byte chunk, at every height: one compression per try', () => {
    for (const height of HEIGHTS as Height[]) {
      for (const timestamp of TIMES as UnixMs[]) {
        const { length } = assembleHeader({ ...header, height, timestamp }).bytes
        const lastChunk = Math.floor(length / 64)
        // 0x80 and eight bytes of length follow the message
        expect(Math.floor((length + 1 + 8 - 1) / 64)).toBe(lastChunk)
        expect(Math.floor((length - 8) / 64)).toBe(lastChunk)
      }
    }
  })

  test('a header whose seal ends in something else has no mining prefix', () => {
    const sealed = (seal: Seal) => () => miningPrefix(assembleHeader({ ...header, seal }))
    expect(sealed([])).toThrow('does not end in a nonce')
    expect(sealed([1n])).toThrow('does not end in a nonce')
    expect(sealed([new Uint8Array(9)])).toThrow('does not end in a nonce')
  })
})

describe('what a producer signs', () => {
  const sealed = assembleHeader({ ...header, seal: [3n, new Uint8Array(64).fill(7)] })

  test('belongs to headers alone', () => {
    expect(new TextDecoder().decode(sealingBytes(sealed).subarray(0, 16))).toBe('tabchain header\n')
  })

  test('is the header with the last field of its seal empty, whatever that was', () => {
    const unsigned = assembleHeader({ ...sealed, seal: [3n, new Uint8Array()] })
    expect(sealingBytes(sealed).subarray(16)).toEqual(unsigned.bytes)
    const other = withLastSealField(sealed, new Uint8Array(64).fill(8))
    expect(sealingBytes(other)).toEqual(sealingBytes(sealed))
    expect(other.seal).toEqual([3n, new Uint8Array(64).fill(8)])
    expect(other.id).not.toBe(sealed.id)
  })

  test('covers every other field', () => {
    const changes: Partial<HeaderFields>[] = [
      { version: 2 },
      { height: (sealed.height + 1) as Height },
      { timestamp: (sealed.timestamp + 1) as UnixMs },
      { networkId: '00'.repeat(32) as NetworkId },
      { parent: '00'.repeat(32) as BlockId },
      { txRoot: '00'.repeat(32) as MerkleRoot },
      { stateRoot: '00'.repeat(32) as StateRoot },
      { receiptRoot: '00'.repeat(32) as MerkleRoot },
      { fileRoot: '00'.repeat(32) as MerkleRoot },
      { producer: new Uint8Array(32) as Address },
      { seal: [4n, new Uint8Array(64)] },
    ]
    const signed = [sealed, ...changes.map(change => ({ ...sealed, ...change }))].map(sealingBytes)
    expect(new Set(signed.map(bytesToHex)).size).toBe(changes.length + 1)
  })
})
