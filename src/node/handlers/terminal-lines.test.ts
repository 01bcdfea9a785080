import { beforeEach, describe, expect, test } from 'vitest'
import { CALLS, type CallArgs } from '#api/calls.ts'
import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'
import { fail } from '#lib/result.ts'
import type { SettingsStore } from '#storage/settings-store.ts'
import type { HandlerContext } from './context.ts'
import { terminalLinesHandlers } from './terminal-lines.ts'

let kept: Map<string, unknown>

function open() {
  const settings = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => void kept.set(key, value),
  } as SettingsStore
  const { terminalLines } = terminalLinesHandlers({ settings } as HandlerContext)
  return {
    terminalLines: async (args: CallArgs<'terminalLines'>) => {
      const read = CALLS.terminalLines.read(args, { find: name => fail('NAME_UNKNOWN', name) })
      return read.ok ? terminalLines(read.value) : read
    },
  }
}

beforeEach(() => {
  kept = new Map()
})

describe('lines typed in the terminal', () => {
  test('are kept in order after a reload, until they are forgotten', async () => {
    const before = open()
    await Promise.all(['one', 'two', 'three'].map(add => before.terminalLines({ add })))
    expect(await open().terminalLines({})).toEqual({ ok: true, value: ['one', 'two', 'three'] })
    expect(await open().terminalLines({ clear: true })).toEqual({ ok: true, value: [] })
    expect(await open().terminalLines({})).toEqual({ ok: true, value: [] })
  })

  test('are bounded: the oldest are removed', async () => {
    kept.set(
      'terminal/lines',
      Array.from({ length: MAX_TERMINAL_LINES }, (_, i) => `line ${i}`),
    )
    const lines = await open().terminalLines({ add: 'last' })
    expect(lines.ok && [lines.value.length, lines.value[0], lines.value.at(-1)]).toEqual([
      MAX_TERMINAL_LINES,
      'line 1',
      'last',
    ])
  })

  test.each(['', '  ', 'x'.repeat(MAX_TERMINAL_LINE + 1), 'a\nb', 7])('%j is not a line', async add => {
    expect(await open().terminalLines({ add: add as string })).toMatchObject({
      ok: false,
      error: { code: 'VALUE_BAD', message: expect.stringMatching(/^add: /) },
    })
    expect(kept.size).toBe(0)
  })
})
