import { describe, expect, test } from 'vitest'
import { formatAddress } from '#chain/address.ts'
import { PRESETS, type PresetName } from '#chain/genesis/presets.ts'
import { EMPTY_DRAFT, errorsOf, type FoundingDraft, isAdvanced, readDraft } from './founding-draft.ts'
import { foundingGroups } from './founding-fields.ts'

const address = formatAddress(new Uint8Array(32).fill(3))
const draft = (change: Partial<FoundingDraft>): FoundingDraft => ({
  ...EMPTY_DRAFT,
  name: 'Class 7b',
  ...change,
})
const errors = (change: Partial<FoundingDraft>) => readDraft(draft(change)).errors

test('what is left empty is left to the preset', () => {
  expect(readDraft(draft({ name: ' Class 7b ', texts: { spacingMs: ' ' } }))).toEqual({
    request: { preset: 'classroom', name: 'Class 7b', symbol: 'COIN' },
    errors: undefined,
  })
})

test('each unit is read as what the request has', () => {
  const texts = {
    spacingMs: '0.5',
    premine: '12.5',
    blockBytes: '64',
    blockGas: '5000000',
    finalityDepth: ' 10 ',
    authorities: `${address}\n\n `,
    allocations: `${address} 100\n${address}, 0.5`,
  }
  expect(readDraft(draft({ emptyBlocks: false, texts }))).toMatchObject({
    request: {
      emptyBlocks: false,
      spacingMs: 500,
      premine: 12_500_000n,
      blockBytes: 65_536,
      blockGas: 5_000_000n,
      finalityDepth: 10,
      authorities: [address],
      allocations: [
        { address, amount: 100_000_000n },
        { address, amount: 500_000n },
      ],
    },
  })
})

test('unreadable values are reported at their fields', () => {
  const texts = { spacingMs: 'soon', premine: '-1', finalityDepth: '1.5', allocations: `${address}` }
  expect(errors({ texts })).toEqual({
    spacingMs: expect.stringMatching(/seconds/),
    premine: expect.stringMatching(/sign/),
    finalityDepth: expect.stringMatching(/whole number/),
    allocations: expect.stringMatching(/^Line 1: /),
  })
  expect(errors({ texts: { allocations: `${address} 1\n${address} x` } })?.allocations).toMatch(
    /not a plain number/,
  )
})

test('texts of another engine’s fields are not sent', () => {
  expect(readDraft(draft({ preset: 'open', texts: { timeoutMs: '5' } }))).toMatchObject({
    request: expect.not.objectContaining({ timeoutMs: expect.anything() }),
  })
})

test('a refusal is shown at the field that it names, else above the button', () => {
  const at = (message: string) => errorsOf({ code: 'GENESIS_BAD', message }, draft({}))
  expect(at('network parameters: symbol: write 1 to 8 capital letters')).toEqual({
    symbol: 'Write 1 to 8 capital letters',
  })
  expect(at('timeoutMs: 5 is not longer than futureMs; make it more')).toEqual({
    timeoutMs: '5 is not longer than “Clocks may be ahead by”; make it more (in milliseconds)',
  })
  expect(at('minHashes: of another engine')).toEqual({ form: 'minHashes: of another engine' })
  expect(at('the node does not answer')).toEqual({ form: 'the node does not answer' })
  expect(isAdvanced({ name: 'x' }, draft({}))).toBe(false)
  expect(isAdvanced({ timeoutMs: 'x' }, draft({}))).toBe(true)
})

describe.each(Object.keys(PRESETS) as PresetName[])('the preset %s', name => {
  const preset = PRESETS[name]
  const fields = foundingGroups(preset.consensus.type).flatMap(group => group.fields)

  test.each(fields.filter(field => !field.lines).map(field => [field.name, field] as const))(
    'fills in %s with something that could be typed',
    (_, field) => {
      expect(field.read(field.placeholder(preset))).toMatchObject({ ok: true })
    },
  )
})
