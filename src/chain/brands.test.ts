import { expect, test } from 'vitest'
import type { UnixMs } from '#lib/clock.ts'
import type { Address } from './address.ts'
import type { Amount } from './amount.ts'
import type { BlockId, Hash, Height, MerkleRoot, NetworkId, StateRoot, TxId } from './ids.ts'
import { parseHash } from './ids.ts'

/** `true` where a value of `From` may be used as a `To`. */
type Fits<From, To> = From extends To ? true : false

interface Ids {
  BlockId: BlockId
  TxId: TxId
  NetworkId: NetworkId
  StateRoot: StateRoot
  MerkleRoot: MerkleRoot
}
/** The names of the pairs of different ids of which one may be used as the other: there are none. */
type Mixed = {
  [A in keyof Ids]: {
    [B in Exclude<keyof Ids, A>]: Fits<Ids[A], Ids[B]> extends true ? [A, B] : never
  }[Exclude<keyof Ids, A>]
}[keyof Ids]

/** Compiles only while every brand holds; the values repeat the types. */
const facts: {
  idsMix: [Mixed] extends [never] ? false : true
  everyIdIsAHash: Fits<Ids[keyof Ids], Hash>
  textIsAnId: Fits<string, BlockId>
  heightIsATime: Fits<Height, UnixMs>
  numberIsAHeight: Fits<number, Height>
  bigintIsAnAmount: Fits<bigint, Amount>
  bytesAreAnAddress: Fits<Uint8Array, Address>
  amountIsABigint: Fits<Amount, bigint>
} = {
  idsMix: false,
  everyIdIsAHash: true,
  textIsAnId: false,
  heightIsATime: false,
  numberIsAHeight: false,
  bigintIsAnAmount: false,
  bytesAreAnAddress: false,
  amountIsABigint: true,
}

test('ids and units do not mix', () => {
  expect(facts.idsMix).toBe(false)
})

test('an id is parsed, in either case, or refused with the field’s name', () => {
  expect(parseHash<TxId>(` ${'AB'.repeat(32)} `, 'tx')).toEqual({ ok: true, value: 'ab'.repeat(32) })
  expect(parseHash<TxId>('abc', 'tx')).toMatchObject({
    error: { code: 'HASH_BAD', message: expect.stringMatching(/^tx: /) },
  })
  expect(parseHash<TxId>('xy'.repeat(32), 'tx').ok).toBe(false)
})
