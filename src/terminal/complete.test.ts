import { describe, expect, test, vi } from 'vitest'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { COMMANDS } from '#commands/registry.ts'
import { ok } from '#lib/result.ts'
import { complete, type ValueSource } from './complete.ts'
import { completionValues } from './completion-values.ts'
import { MAX_COMPLETIONS } from './limits.ts'
import { quoted, typedWords } from './words.ts'

const none: ValueSource = async () => []
const names = (text: string, values = none) => complete(COMMANDS, text, values)

describe('commands and options', () => {
  test.each([
    ['stat', 'status ', ['status']],
    ['STAT', 'status ', ['status']],
    ['addr', 'address ', ['address']],
    ['address ', 'address ', ['export', 'import', 'list', 'new', 'rename']],
    ['address re', 'address rename ', ['rename']],
    ['help addr', 'help address ', ['address']],
    ['help address n', 'help address new ', ['new']],
    ['watch stat', 'watch status ', ['status']],
    ['watch --every 5 peer k', 'watch --every 5 peer known ', ['known']],
    ['watch --', 'watch --every ', ['--every']],
    ['send a 1 b --f', 'send a 1 b --fee ', ['--fee']],
    ['send a 1 b --fee 1 --', 'send a 1 b --fee 1 --', ['--json', '--memo', '--nonce']],
    ['nonsense ', 'nonsense ', []],
    ['mem', 'mempool ', ['mempool']],
  ] as [string, string, string[]][])('%j becomes %j', async (text, becomes, candidates) => {
    expect(await names(text)).toEqual({ candidates, more: false, text: becomes })
  })

  test('choices are completed up to where they differ', async () => {
    expect(await names('network create a A --consensus ')).toMatchObject({
      candidates: ['poa', 'pos', 'pow'],
      text: 'network create a A --consensus po',
    })
    expect((await names('network create a A --consensus=pow')).text).toBe(
      'network create a A --consensus=pow ',
    )
  })

  test('a word that is both a command and a group offers both', async () => {
    expect((await names('peer')).candidates).toEqual(['peer', 'peers'])
  })

  test('values are requested by argument, with the arguments before it', async () => {
    const values = vi.fn<ValueSource>(async () => ['transfer'])
    await names('contract call main tabc1x tr', values)
    expect(values).toHaveBeenLastCalledWith({
      command: 'contract call',
      parameter: 'method',
      before: ['main', 'tabc1x'],
      prefix: 'tr',
    })
    await names('send main 1 x --fee 0.1 --memo "a b" ', values)
    expect(values).toHaveBeenCalledOnce()
    await names("address import old '", values)
    expect(values).toHaveBeenCalledOnce()
  })

  test('the list is bounded, and names with blanks are quoted', async () => {
    const many = await names('tx ', async () =>
      Array.from({ length: MAX_COMPLETIONS + 1 }, (_, i) => `id${i}`),
    )
    expect(many.candidates).toHaveLength(MAX_COMPLETIONS)
    expect(many.more).toBe(true)
    expect((await names('network switch "Our', async () => ['Our class'])).text).toBe(
      "network switch 'Our class' ",
    )
    expect((await names('network switch O', async () => ['Our class', 'Other'])).text).toBe(
      'network switch O',
    )
  })
})

describe('values that the node knows', () => {
  const api = createLocalApi(
    createSampleHandlers({ contractList: async () => ok(CALL_SAMPLES.contractList.result) }).handlers,
  )
  const values = completionValues(api, () => ['demo.txt'], new AbortController().signal)
  const { address } = CALL_SAMPLES.contractShow.args

  test.each([
    ['send ma', 'send main '],
    ['send main 1 ma', 'send main 1 main '],
    ['address export m', 'address export main '],
    ['history tab1', `history ${CALL_SAMPLES.addressNew.result.address} `],
    ['contract show tab', `contract show ${address} `],
    [`contract call main ${address} tr`, `contract call main ${address} transfer `],
    [`contract map ${address} ba`, `contract map ${address} balances `],
    ['contract deploy main --template po', 'contract deploy main --template poll '],
    [`tx ${CALL_SAMPLES.tx.args.id.slice(0, 4)}`, `tx ${CALL_SAMPLES.tx.args.id} `],
    ['block ab', `block ${CALL_SAMPLES.chainCheck.args.header} `],
    ['peer ban 12D', `peer ban ${CALL_SAMPLES.peerBan.args.peerId} `],
    [`network switch ${CALL_SAMPLES.networkSwitch.args.id.slice(0, 3)}`, 'network switch '],
    ['watch history ma', 'watch history main '],
  ])('%s', async (text, becomes) => {
    expect((await names(text, values)).text).toContain(becomes)
  })

  test('a node that refuses gives no candidates and no error', async () => {
    const refusing = createLocalApi(
      createSampleHandlers({
        addressList: async () => ({ ok: false, error: { code: 'STORAGE_FULL', message: 'disk: full' } }),
      }).handlers,
    )
    const gone = completionValues(refusing, () => [], new AbortController().signal)
    expect((await names('send ', gone)).candidates).toEqual([])
  })
})

test('the words of an incomplete line', () => {
  expect(typedWords('send "my na')).toEqual([
    { text: 'send', start: 0, quote: '' },
    { text: 'my na', start: 5, quote: '"' },
  ])
  expect(typedWords('a\\ b ').map(({ text }) => text)).toEqual(['a b', ''])
  expect(typedWords('')).toEqual([{ text: '', start: 0, quote: '' }])
  expect([quoted('a'), quoted('a b'), quoted("it's"), quoted('')]).toEqual(['a', "'a b'", '"it\'s"', "''"])
})
