import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { ContractHost } from '#chain/apply/contract-runtime.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import { readQuickJs } from '#contracts/read-quickjs.suite.ts'
import { createContractRuntime, type MeteredRuntime } from '#contracts/runtime.ts'
import { known } from '#lib/assert.ts'
import { concatBytes } from '#lib/bytes.ts'
import { type Failure, ok, type Result } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { testAccount, testNetwork } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'
import { changeView } from '#ui/format/change-view.ts'

const FIELDS = ['a', 'b', 'c']
const SOURCE = `export default class Reader extends Contract {
  static view = ['field', 'entries']
  plant() {}
  field(name) { return this.state[name] }
  entries() { return this.map('m').keys().map(key => [key, this.map('m').get(key)]) }
  change() {
    const found = []
    for (const name of ['a', 'b', 'c']) {
      try { found.push(this.state[name]); this.state[name] = [this.state[name]] } catch (error) { found.push(error.message) }
    }
    return found
  }
}`

const valid = fc.anything({ maxDepth: 2, withBigInt: true, withTypedArray: false }).chain(value => {
  const encoded = encodeValue(value)
  return encoded.ok ? fc.constant(encoded.value) : fc.uint8Array({ maxLength: 12 })
})
/**
 * Empty bytes, noise, noise after the first byte of each kind, values, and values that were cut off, extended
 * or changed.
 */
const bytes = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ maxLength: 40 }),
  fc.tuple(fc.nat(9), fc.uint8Array({ maxLength: 20 })).map(([tag, rest]) => Uint8Array.of(tag, ...rest)),
  valid,
  fc.tuple(valid, fc.nat(20)).map(([value, end]) => value.subarray(0, end)),
  fc.tuple(valid, fc.uint8Array({ maxLength: 4 })).map(parts => concatBytes(...parts)),
  fc
    .tuple(valid, fc.nat(), fc.nat(255))
    .map(([value, at, byte]) => value.map((each, i) => (i === at % value.length ? byte : each))),
)

const planting = fc.record({
  fields: fc.tuple(bytes, bytes, bytes),
  entries: fc.array(fc.tuple(bytes, bytes), { maxLength: 3 }),
  result: bytes,
})
type Planting = typeof planting extends fc.Arbitrary<infer T> ? T : never

function plant(host: ContractHost, { fields, entries }: Planting): void {
  for (const [i, value] of fields.entries()) host.write(utf8FromText(`\0${FIELDS[i]}`), value)
  for (const [key, value] of entries) host.write(concatBytes(utf8FromText('\x01m\0'), key), value)
}

let single: SingleTab
let planted: Planting
let runtime: MeteredRuntime
beforeAll(async () => {
  const metered = createContractRuntime(await readQuickJs())
  // Like a contract that found a way to store invalid bytes.
  runtime = {
    ...metered,
    call(call, host) {
      if (call.method !== 'plant') return metered.call(call, host)
      plant(host, planted)
      return { gas: 1n, outcome: ok(planted.result) }
    },
  }
  single = await openSingleTab(testNetwork({}, [testAccount(1)]), runtime)
})

function taken<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.message}`)
}

/** Whether the call succeeded, or failed because the contract cannot read this. */
const refusable = (result: Result<unknown, Failure>) =>
  result.ok || expect(result.error.code).toBe('CODE_THREW')

test('whatever bytes a contract has stored or returned, every reader answers and the node continues', async () => {
  const { api, mine } = single
  await fc.assert(
    fc.asyncProperty(planting, async now => {
      planted = now
      const { address } = taken(await api.contractDeploy({ from: 'main', source: SOURCE }))
      await mine()
      const call = { from: 'main', address, args: [], gasLimit: 20_000_000n }
      const sent = [taken(await api.contractCall({ ...call, method: 'plant' }))]
      await mine()

      const { state } = taken(await api.contractShow({ address }))
      expect(Object.keys(state)).toEqual(FIELDS)
      taken(await api.contractMap({ address, map: 'm' }))
      for (const name of FIELDS) refusable(await api.contractView({ address, method: 'field', args: [name] }))
      refusable(await api.contractView({ address, method: 'entries' }))
      taken(await api.contractSimulate({ ...call, method: 'change' }))
      taken(await api.contractSimulate({ ...call, method: 'plant' }))
      taken(
        await api.contractRehearse({
          from: 'main',
          address,
          steps: [{ method: 'change' }, { method: 'plant' }],
        }),
      )
      taken(await api.contractTrace({ ...call, method: 'change' }))
      sent.push(taken(await api.contractCall({ ...call, method: 'change' })))
      await mine()

      for (const { txId } of sent) {
        taken(await api.contractTrace({ txId }))
        const { receipt } = taken(await api.tx({ id: txId }))
        for (const change of known(receipt, 'receipt').changes) changeView(change)
      }
    }),
    { numRuns: effort(6, 300) },
  )
})
