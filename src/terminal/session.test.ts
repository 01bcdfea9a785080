import { beforeEach, describe, expect, test } from 'vitest'
import type { ApiHandlers } from '#api/handlers.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import type { UnixMs } from '#lib/clock.ts'
import { fail, ok } from '#lib/result.ts'
import { createFakeClock, type FakeClock } from '#testing/fake-clock.ts'
import { Session } from './session.ts'
import type { TerminalFile } from './terminal-files.ts'

const ENTER = '\r'
const CTRL_C = '\x03'
const UP = '\x1b[A'
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`
const { address: ADDRESS } = CALL_SAMPLES.addressNew.result

let written: string
let clock: FakeClock
let lines: string[]
let chosen: TerminalFile | undefined
let saved: TerminalFile[]

beforeEach(() => {
  written = ''
  clock = createFakeClock(0 as UnixMs)
  lines = []
  chosen = undefined
  saved = []
})

const file = (name: string, text: string): TerminalFile => ({
  name,
  type: 'text/plain',
  content: new Blob([text]),
})

async function open(overrides: Partial<ApiHandlers> = {}) {
  const { handlers, asked } = createSampleHandlers({
    terminalLines: async ({ add, clear }) => {
      lines = [...(clear ? [] : lines), ...(add === undefined ? [] : [add])]
      return ok(lines)
    },
    ...overrides,
  })
  const session = new Session({
    api: createLocalApi(handlers),
    effects: { openLink: () => {}, reload: () => {} },
    screen: {
      columns: 100,
      rows: 30,
      write: data => {
        written += data
      },
    },
    clock,
    side: { choose: async () => chosen, save: each => void saved.push(each) },
    welcome: 'welcome',
  })
  // A window has its size before anything is written to it.
  session.resized()
  await session.start()
  return { session, asked, shows: (text: string | RegExp) => expect.poll(shown).toMatch(text) }
}

/** The output without styles and movements of the cursor. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
const shown = () => written.replace(/\x1b\[[?\d;]*[A-Za-z]/g, '').replaceAll('\r', '')

test('the welcome is first, followed by the prompt', async () => {
  await open()
  expect(shown()).toMatch(/^welcome\n/)
})

describe('a typed line', () => {
  test('is run, and its result is text', async () => {
    const { session, asked, shows } = await open()
    session.type(`status${ENTER}`)
    await shows(/height +42\n/)
    expect(asked.map(({ name }) => name)).toEqual(['status'])
    await shows(/tab> $/)
  })

  test('with --json its result is the object', async () => {
    const { session, shows } = await open()
    session.type(`address list --json${ENTER}`)
    await shows('"balance": "12.5"')
  })

  test('may be edited before it is entered', async () => {
    const { session, asked, shows } = await open()
    session.type(`xtatus\x01\x1b[3~s\x05s\x7f${ENTER}`)
    await shows(/height +42\n/)
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['statsu', /COMMAND_UNKNOWN .*did you mean "status"/],
    ['send main', /ARGUMENT_MISSING amount: it is missing; .*\nusage: send <from> <amount> <to>/],
    ['send main x y', /AMOUNT_BAD amount: .*\nusage: send/],
    ['blocks --limt 1', /OPTION_UNKNOWN --limt: .*did you mean --limit/],
    ['watch', /ARGUMENT_MISSING command: .*\nusage: watch <command>/],
    ['watch --every 0.1 status', /VALUE_BAD --every: "0.1" is not valid; give seconds from 0.5/],
    ['watch run x', /VALUE_BAD command: "run" cannot be watched/],
    ['watch statsu', /COMMAND_UNKNOWN/],
    ['run nothing.txt', /FILE_UNKNOWN file: there is no file "nothing.txt" on the terminal; drop it/],
    ['run', /CANCELLED file: no file was chosen/],
  ])('%s: the error is shown, with the usage', async (line, message) => {
    const { session, shows } = await open()
    session.type(line + ENTER)
    await shows(message)
    await shows(/tab> $/)
  })

  test('the reason that the node gives is shown, also when the node is gone', async () => {
    const { session, shows } = await open({
      send: async () => fail('BALANCE_TOO_LOW', 'amount: you have 1, this takes 2; send less'),
    })
    session.type(`send main 2 ${ADDRESS}${ENTER}`)
    await shows('BALANCE_TOO_LOW amount: you have 1')
  })

  test('blank lines and comments do nothing', async () => {
    const { session, asked } = await open()
    session.type(`${ENTER}  ${ENTER}# status${ENTER}`)
    await expect.poll(() => shown().match(/tab> /g)?.length).toBeGreaterThan(3)
    expect(asked).toEqual([])
  })

  test('help lists the commands of the terminal too, and explains one', async () => {
    const { session, shows } = await open()
    session.type(`help${ENTER}`)
    await shows(/watch +Repeats a command/)
    session.type(`help send${ENTER}`)
    await shows(/usage {2}send <from> <amount> <to>/)
    session.type(`help nonsense${ENTER}`)
    await shows('COMMAND_UNKNOWN')
  })
})

describe('history', () => {
  test('is stored, found with the arrow, and present in the next session', async () => {
    const { session, shows } = await open()
    session.type(`peers${ENTER}status${ENTER}`)
    await shows(/height +42\n/)
    expect(lines).toEqual(['peers', 'status'])
    const next = await open()
    next.session.type(`${UP}${UP}`)
    await next.shows(/tab> peers$/)
  })

  test('has no secrets', async () => {
    const { session, shows } = await open()
    session.type(`address import old 'secret'${ENTER}ADDRESS import${ENTER}`)
    await shows(/ARGUMENT_MISSING/)
    expect(lines).toEqual([])
  })

  test('is cleared on demand', async () => {
    lines = ['peers']
    const { session, shows } = await open()
    session.type(`lines --clear${ENTER}`)
    await shows('(none)')
    session.type(`x${UP}`)
    await shows(/tab> x$/)
  })
})

describe('a password', () => {
  const password = async (...typed: string[]) => {
    const { session, asked, shows } = await open()
    session.type(typed.map(line => line + ENTER).join(''))
    return { asked, shows }
  }

  test('is asked for, shown as dots and not stored', async () => {
    const { asked, shows } = await password('wallet unlock', 'four quiet wordz\x7fs')
    await shows(/password: •{16}\n[\s\S]*locked +false/)
    expect(asked).toEqual([{ name: 'walletUnlock', args: { password: 'four quiet words' } }])
    expect(written).not.toContain('four')
    expect(lines).toEqual([])
  })

  test('a new one is asked for twice', async () => {
    const { asked, shows } = await password('wallet encrypt', 'four quiet words', 'four quiet words')
    await shows(/password again: •{16}\n[\s\S]*encrypted +true/)
    expect(asked.map(({ name }) => name)).toEqual(['walletEncrypt'])
    const other = await password('wallet encrypt', 'four quiet words', 'five')
    await other.shows(/VALUE_BAD password: the two entries differ/)
    expect(other.asked).toEqual([])
  })

  test('may be cancelled by Ctrl-C', async () => {
    const { session, asked, shows } = await open()
    session.type(`wallet unlock${ENTER}`)
    await shows('password: ')
    session.type(`abc${CTRL_C}`)
    await clock.advance(1_000)
    await shows(/\^C stopped\n(?:tab> )+$/)
    session.type(`peers${ENTER}`)
    await shows('peerId')
    expect(asked.map(({ name }) => name)).toEqual(['peers'])
  })
})

describe('completion', () => {
  test('completes a command and a name, and lists the choices', async () => {
    const { session, shows } = await open()
    session.type('sen\tma\t')
    await shows(/tab> send main $/)
    session.type('\x15address \t')
    await shows(/export +import +list +new +rename\ntab> address $/)
  })

  test('keeps the text behind the cursor', async () => {
    const { session, shows } = await open()
    session.type(`sen 1${'\x1b[D'.repeat(2)}\t`)
    await shows(/tab> send 1$/)
  })

  test('changes nothing without candidates', async () => {
    const { session, shows } = await open()
    session.type('nonsense \tx')
    await shows(/tab> nonsense x$/)
  })
})

describe('Ctrl-C', () => {
  test('drops a line', async () => {
    const { session, asked, shows } = await open()
    session.type(`reset --keys${CTRL_C}`)
    await shows(/tab> reset --keys\^C\ntab> $/)
    expect(asked).toEqual([])
  })

  test('stops a command that listens, and drops what was typed ahead', async () => {
    const { session, asked, shows } = await open({
      mineOnce: (_, signal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve(fail('CANCELLED', 'stopped')))
        }),
    })
    session.type(`mine once${ENTER}status${ENTER}${CTRL_C}`)
    await shows(/\^C stopped\ntab> $/)
    expect(asked).toEqual([])
  })

  test('does not wait for a command that does not listen', async () => {
    const { session, shows } = await open({ send: () => new Promise(() => {}) })
    session.type(`send main 1 ${ADDRESS}${ENTER}`)
    await shows(/send main/)
    session.type(CTRL_C)
    await clock.advance(1_000)
    await shows(/\^C stopped\ntab> $/)
  })
})

test('keys that are typed while a command runs wait for it', async () => {
  let finish = () => {}
  const { session, shows } = await open({
    mineOnce: () =>
      new Promise(resolve => {
        finish = () => resolve(ok(CALL_SAMPLES.mineOnce.result))
      }),
  })
  session.type(`mine once${ENTER}`)
  await shows('mine once')
  session.type(`peers${ENTER}`)
  expect(shown()).not.toContain('tab> peers')
  finish()
  await shows(/tab> peers\n.*peerId/)
})

describe('watch', () => {
  test('repeats until Ctrl-C, and leaves the last result', async () => {
    let height = 1
    const { session, shows } = await open({
      status: async () => ok({ ...CALL_SAMPLES.status.result, height: height++ }),
    })
    session.type(`watch status --every 5${ENTER}`)
    await shows(/status · every 5 s · Ctrl-C stops\n\n.*[\s\S]*height +1\n/)
    await clock.advance(5_000)
    await shows(/height +2\n/)
    session.type(CTRL_C)
    await shows(/height +2\n[\s\S]*tab> $/)
    await clock.advance(20_000)
    expect(shown()).not.toMatch(/height +3\n/)
  })

  test('takes the options and quotes of the watched command, and continues after a failure', async () => {
    const { session, asked, shows } = await open({ tx: async () => fail('TX_UNKNOWN', 'id: unknown') })
    session.type(`watch history 'main' --limit 3${ENTER}`)
    await shows('Ctrl-C stops')
    expect(asked.at(-1)).toEqual({ name: 'history', args: { address: ADDRESS, limit: 3 } })
    session.type(CTRL_C)
    await shows(/tab> $/)
    session.type(`watch tx ${CALL_SAMPLES.tx.args.id}${ENTER}`)
    await shows('TX_UNKNOWN id: unknown')
    await clock.advance(2_000)
    session.type(CTRL_C)
    await shows(/tab> $/)
  })
})

describe('scripts', () => {
  test('a dropped file is run by its name, line by line', async () => {
    const { session, asked, shows } = await open()
    session.dropped(file('demo.txt', '# look\nstatus\n\npeers\n'))
    session.type(`run demo.txt${ENTER}`)
    await shows(/2> status\n[\s\S]*4> peers\n[\s\S]*demo.txt: 2 commands done\ntab> $/)
    expect(asked.map(({ name }) => name)).toEqual(['status', 'peers'])
  })

  test('stops at the first error and names its line', async () => {
    chosen = file('broken.txt', 'status\nsend main\npeers')
    const { session, asked, shows } = await open()
    session.type(`run${ENTER}`)
    await shows(/ARGUMENT_MISSING broken.txt, line 2: amount: it is missing/)
    expect(asked.map(({ name }) => name)).toEqual(['status'])
  })

  test.each([
    ['watch status', /line 1: watch: it never ends/],
    ['run other', /line 1: run: a script cannot run another/],
  ])('cannot contain %s', async (line, message) => {
    chosen = file('nested.txt', line)
    const { session, shows } = await open()
    session.type(`run${ENTER}`)
    await shows(message)
  })

  test('pasted lines are shown, and run after Enter', async () => {
    const { session, asked, shows } = await open()
    session.type(paste('status\r\npeers\r\n'))
    await shows(
      / {3}1 {2}status\n {3}2 {2}peers\nPress Enter to run these 2 commands, or Ctrl-C to drop them.\ntab> $/,
    )
    expect(asked).toEqual([])
    session.type(CTRL_C)
    session.type(ENTER)
    await shows(/\^C\n(?:tab> )+\n(?:tab> )+$/)
    expect(asked).toEqual([])

    session.type(paste('status\rpeers'))
    session.type(ENTER)
    await shows('pasted text: 2 commands done')
  })

  test('one pasted line is typed text', async () => {
    const { session, asked, shows } = await open()
    session.type(paste('status\n'))
    await shows(/tab> status$/)
    expect(asked).toEqual([])
  })
})

test('text of other people cannot control the terminal', async () => {
  const hostile = '\u001b[2J\u009b31m\u202e'
  const { session, shows } = await open({
    mempool: async () => ok({ count: 1, bytes: 1, txs: [{ ...CALL_SAMPLES.tx.result, memo: hostile }] }),
    networkList: async () => ok([{ ...CALL_SAMPLES.networkSwitch.result, name: `a${hostile}` }]),
  })
  session.type(`mempool${ENTER}mempool --json${ENTER}network switch \t`)
  await shows(/u\{1b\}/)
  await shows(/u001b/)
  await shows(/network switch/)
  expect(written).not.toContain('\u001b[2J')
  expect(written).not.toContain('\u009b')
  expect(written).not.toContain('\u202e')
})
