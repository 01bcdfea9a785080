import { describe, expect, test } from 'vitest'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { MAX_ARGUMENT_DEPTH } from './limits.ts'
import { createRunner } from './run.ts'
import { renderText } from './text.ts'

const { address } = CALL_SAMPLES.contractShow.args

async function argumentsOf(line: string, input?: object): Promise<unknown> {
  const { handlers, asked } = createSampleHandlers()
  await run(line, input, handlers)
  const [call] = asked as { args: { args?: unknown } }[]
  return call?.args.args
}

const run = (line: string, input?: object, handlers = createSampleHandlers().handlers) =>
  createRunner(createLocalApi(handlers), { openLink: () => {}, reload: () => {} })(line, input)

describe('arguments', () => {
  test.each([
    ['30n -5n', [30n, -5n]],
    ['0x 0x00FF 0x123', [new Uint8Array(0), Uint8Array.of(0, 255), '0x123']],
    ['7 -7 true null', [7, -7, true, null]],
    [`'"7"' tab1abc "two words" ''`, ['7', 'tab1abc', 'two words', '']],
    [`'["30n", {"$bigint":"30"}, {"$bytes":"00ff"}]'`, [['30n', 30n, Uint8Array.of(0, 255)]]],
    ['', undefined],
  ])('%s on the line', async (words, expected) => {
    expect(await argumentsOf(`contract call main ${address} transfer ${words}`)).toEqual(expected)
  })

  test('of input keep their types', async () => {
    const args = [30n, '30n', Uint8Array.of(1), { a: [null, { $bigint: '-2' }] }]
    expect(await argumentsOf(`contract call main ${address} transfer`, { args })).toEqual([
      ...args.slice(0, 3),
      { a: [null, -2n] },
    ])
  })

  test.each([
    ['1.5', undefined, /^args: 1: 1\.5 is not a safe integer; .*30n/],
    ['12345678901234567890', undefined, /^args: 1: .*not a safe integer/],
    ['', { args: [1, { a: 0.5 }] }, /^args: 2\.a: /],
    ['', { args: { a: 1 } }, /^args: it is not a list/],
    ['', { args: Array(501).fill(1) }, /^args: more than 500/],
    [`'{"$bigint":"x"}'`, undefined, /^args: 1\.\$bigint: /],
    [`'{"$bytes":"0"}'`, undefined, /^args: 1\.\$bytes: /],
    [`${'1'.repeat(1001)}n`, undefined, /^args: 1: .*1000 digits/],
    ['['.repeat(MAX_ARGUMENT_DEPTH + 1) + ']'.repeat(MAX_ARGUMENT_DEPTH + 1), undefined, /^args: 1.*levels/],
  ])('%s is refused with its place', async (words, input, message) => {
    const line = `contract call main ${address} transfer ${words}`
    await expect(run(line, input)).rejects.toMatchObject({
      code: 'VALUE_BAD',
      message: expect.stringMatching(message),
    })
  })
})

test('a source is passed as input, as long as a contract may be', async () => {
  const { handlers, asked } = createSampleHandlers()
  const source = 'x'.repeat(MAX_SOURCE_BYTES)
  await run('contract deploy main', { source, args: [1n] }, handlers)
  expect(asked).toEqual([{ name: 'contractDeploy', args: { from: 'main', source, args: [1n] } }])
  await expect(run('contract deploy main', { source: `${source}x` })).rejects.toMatchObject({
    code: 'VALUE_BAD',
  })
  await expect(run('contract deploy main')).rejects.toMatchObject({ code: 'ARGUMENT_MISSING' })
})

test('steps and indexed values are JSON on the line, or lists as input', async () => {
  const { handlers, asked } = createSampleHandlers()
  await run(
    `contract rehearse main --address ${address}`,
    { steps: [{ method: 'pay', amount: 1.5 }] },
    handlers,
  )
  await run(`contract events ${address} --event pay --indexed tab1x`, {}, handlers)
  await run(`contract events ${address} --event pay`, { indexed: [null, 'tab1x'] }, handlers)
  await run(`contract trace main ${address}`, { steps: [{ method: 'pay' }] }, handlers)
  expect(asked.pop()).toEqual({
    name: 'contractTrace',
    args: { rehearsal: { from: 'main', address, steps: [{ method: 'pay' }] } },
  })
  expect(asked.map(({ args }) => args)).toEqual([
    { from: 'main', address, steps: [{ method: 'pay', amount: 1_500_000n }] },
    { address, event: 'pay', indexed: ['tab1x'] },
    { address, event: 'pay', indexed: [null, 'tab1x'] },
  ])
})

test.each([
  ["--steps '{}'", /^--steps: /],
  ['--steps vote', /^--steps: /],
  ["--steps '[null]'", /^--steps\[0\]\.method: /],
  [`--steps '[{"method":"a","from":1}]'`, /^--steps\[0\]\.from: /],
  [`--steps '[{"method":"a","args":5}]'`, /^--steps\[0\]\.args: /],
  [`--steps '[{"method":"a","amount":"x"}]'`, /^--steps\[0\]\.amount/],
])('invalid steps are named with the reason: %s', async (steps, message) => {
  await expect(run(`contract rehearse main ${steps}`)).rejects.toMatchObject({
    message: expect.stringMatching(message),
  })
})

test('indexed values that are not texts are refused', async () => {
  await expect(run(`contract events ${address} --indexed '[1]'`)).rejects.toMatchObject({
    message: expect.stringMatching(/^--indexed: /),
  })
})

test('results are plain, and read as lines', async () => {
  expect(await run(`contract view ${address} balanceOf`)).toEqual({
    value: { amount: '30', tags: ['a', null, true, 7], key: '0102' },
    gas: '210000',
  })
  const shown = await run(`contract show ${address}`)
  expect(shown).toMatchObject({ state: { supply: '1000' }, maps: { balances: 2 }, balance: '1' })
  expect(renderText(shown)).toContain('transfer  to, amount  false  true')
})
