import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeValue } from './decode-value.ts'
import { encodeValue } from './encode-value.ts'
import { MAX_VALUE_BYTES, MAX_VALUE_DEPTH } from './limits.ts'
import { readQuickJs } from './read-quickjs.suite.ts'
import { type Runner, runContract } from './sandbox.suite.ts'
import { createSandbox } from './sandbox.ts'
import type { Value } from './value.ts'

const values = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ unit: 'binary' }).filter(name => name !== '__proto__'),
      tie('value'),
      {
        maxKeys: 5,
        noNullPrototype: true,
      },
    ),
  ),
})).value

let echo: Runner
beforeAll(async () => {
  const source =
    'export default class extends Contract { echo(value) { return value } keep(value) { this.state.x = value; return null } }'
  echo = runContract(createSandbox(await readQuickJs()), source)
})

test('what is encoded is decoded, and has no other bytes', () => {
  fc.assert(
    fc.property(values, value => {
      const encoded = encodeValue(value)
      if (!encoded.ok) return expect(encoded.error.code).toBe('VALUE_TOO_LARGE')
      expect(decodeValue(encoded.value)).toEqual({ ok: true, value })
    }),
    { numRuns: 500 },
  )
})

test('the contract reads and writes the same bytes as the host', () => {
  fc.assert(
    fc.property(values, value => {
      expect(echo.call('echo', [value])).toMatchObject({ ok: true, value })
      const encoded = encodeValue(value)
      echo.memory.stored.clear()
      expect(echo.call('keep', [value]).ok).toBe(true)
      expect([...echo.memory.stored.values()]).toEqual(encoded.ok ? [encoded.value] : [])
    }),
    { numRuns: 150 },
  )
})

test('bytes from anywhere are a value with these very bytes, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(8), (bytes, tag) => {
      bytes[0] = tag
      const decoded = decodeValue(bytes)
      if (decoded.ok) expect(encodeValue(decoded.value)).toEqual({ ok: true, value: bytes })
      else expect(decoded.error.code).toMatch(/^VALUE_/)
    }),
    { numRuns: 3000 },
  )
})

describe('refused', () => {
  const nested = (levels: number): Value => (levels === 0 ? null : [nested(levels - 1)])

  test.each([
    ['minus zero', Uint8Array.of(3, 0x80, 0, 0, 0, 0, 0, 0, 0)],
    ['a fraction', Uint8Array.of(3, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0)],
    ['a leading zero', Uint8Array.of(4, 0, 0, 0, 1, 0, 0)],
    ['a negative zero', Uint8Array.of(4, 0, 0, 0, 0, 1)],
    ['a sign of 2', Uint8Array.of(4, 0, 0, 0, 1, 2, 5)],
    ['broken UTF-8', Uint8Array.of(5, 0, 0, 0, 1, 0xff)],
    ['fields out of order', Uint8Array.of(8, 0, 0, 0, 2, 5, 0, 0, 0, 1, 0x62, 0, 5, 0, 0, 0, 1, 0x61, 0)],
    ['a field twice', Uint8Array.of(8, 0, 0, 0, 2, 5, 0, 0, 0, 1, 0x61, 0, 5, 0, 0, 0, 1, 0x61, 0)],
    ['more than there is', Uint8Array.of(7, 0xff, 0xff, 0xff, 0xff)],
    ['something behind', Uint8Array.of(0, 0)],
    ['nothing', new Uint8Array()],
    ['an unknown kind', Uint8Array.of(9, 0, 0, 0, 0)],
  ])('%s', (_name, bytes) => {
    expect(decodeValue(bytes).ok).toBe(false)
  })

  test('too deep and too large', () => {
    expect(encodeValue(nested(MAX_VALUE_DEPTH + 1)).ok).toBe(true)
    expect(encodeValue(nested(MAX_VALUE_DEPTH + 2))).toMatchObject({ error: { code: 'VALUE_TOO_DEEP' } })
    expect(echo.call('echo', [nested(MAX_VALUE_DEPTH)])).toMatchObject({ ok: true })
    expect(encodeValue(new Uint8Array(MAX_VALUE_BYTES - 5)).ok).toBe(true)
    expect(encodeValue(new Uint8Array(MAX_VALUE_BYTES - 4))).toMatchObject({
      error: { code: 'VALUE_TOO_LARGE' },
    })
    expect(decodeValue(new Uint8Array(MAX_VALUE_BYTES + 1))).toMatchObject({
      error: { code: 'VALUE_TOO_LARGE' },
    })
  })
})
