import { expect, test, vi } from 'vitest'
import { ByteCache } from '#lib/byte-cache.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { formatContractAddress } from '../address.ts'
import { encode } from '../codec.ts'
import { DECODED_CONTRACT_BYTES } from '../limits.ts'
import { type Contract, contractAddress, readContract, readSource, writeContract } from './contract.ts'
import { emptyState } from './state.ts'
import { StateDraft } from './state-draft.ts'

const alice = testAccount(1).address
const address = contractAddress(alice, 0)
const entry: Contract = {
  creator: alice,
  height: 7,
  abi: [
    { name: 'init', parameters: [], view: false, payable: true },
    { name: 'vote', parameters: ['choice', '{ weight }'], view: false, payable: false },
  ],
}

test('an address follows from deployer and nonce, and these are frozen', () => {
  expect(formatContractAddress(address)).toBe(
    'tabc1huzqcwuq4weyhqlwh2yxptuglc5kya68c35g8y7p0w0jg6h2cdmswrzyfa',
  )
  expect(formatContractAddress(contractAddress(alice, Number.MAX_SAFE_INTEGER))).toBe(
    'tabc1490urz54fdks0unhdngfqdwdpugyh6rvmefz385c5wq7h95u9wrqlafgeu',
  )
  const others = [contractAddress(alice, 1), contractAddress(testAccount(2).address, 0), alice]
  for (const other of others) expect(other).not.toEqual(address)
})

test('a written contract is read unchanged', () => {
  const draft = new StateDraft(emptyState())
  expect(readContract(draft, address)).toBeUndefined()
  expect(readSource(draft, address)).toBeUndefined()
  writeContract(draft, address, entry, 'export default class {} // für alle')
  expect(readContract(draft, address)).toEqual(entry)
  expect(readSource(draft, address)).toBe('export default class {} // für alle')
})

test('it has two entries, whose bytes are rules', () => {
  const draft = new StateDraft(emptyState())
  writeContract(draft, address, entry, 'source')
  const hex = bytesToHex(address)
  const abi = [
    ['init', [], false, true],
    ['vote', ['choice', '{ weight }'], false, false],
  ]
  expect(draft.changes()).toEqual([
    [`05${hex}`, encode([alice, 7, abi])],
    [`06${hex}`, encode('source')],
  ])
})

test('the cache of decoded entries is bounded by bytes, and keyed by entry', () => {
  const draft = new StateDraft(emptyState())
  const keep = vi.spyOn(ByteCache.prototype, 'keep')
  for (let i = 0; i < 60; i++) {
    const at = contractAddress(alice, i)
    const abi = [{ name: 'm', parameters: [`p${i}`], view: false, payable: false }]
    writeContract(draft, at, { creator: alice, height: i, abi }, `${i} ${'x'.repeat(60_000)}`)
    expect(readSource(draft, at)).toBe(`${i} ${'x'.repeat(60_000)}`)
    expect(readContract(draft, at)).toEqual({ creator: alice, height: i, abi })
  }
  const [decoded] = keep.mock.contexts as ByteCache<Uint8Array, unknown>[]
  keep.mockRestore()
  expect(decoded?.bytes).toBeGreaterThan(DECODED_CONTRACT_BYTES * 0.9)
  expect(decoded?.bytes).toBeLessThanOrEqual(DECODED_CONTRACT_BYTES)

  const at = contractAddress(alice, 59)
  writeContract(draft, at, { creator: alice, height: 1, abi: [] }, 'another')
  expect([readSource(draft, at), readContract(draft, at)?.abi]).toEqual(['another', []])
})
