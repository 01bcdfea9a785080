import { expect, test } from 'vitest'
import { BROKEN_TEXTS, ODD_TEXTS } from '#testing/odd-texts.ts'
import { decode, encode } from './codec.ts'

test('this browser gives every text back as it was, also where decoders were used before', () => {
  for (let round = 0; round < 2; round++) {
    for (const odd of Object.values(ODD_TEXTS)) {
      for (const each of [odd, odd.repeat(100), [odd, odd], { [odd]: odd }]) {
        expect(decode(encode(each))).toEqual({ ok: true, value: each })
      }
    }
  }
  for (const broken of Object.values(BROKEN_TEXTS)) expect(() => encode(broken)).toThrow(/surrogate/)
})
