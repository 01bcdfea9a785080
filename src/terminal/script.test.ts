import { expect, test } from 'vitest'
import { MAX_SCRIPT_CHARACTERS, MAX_SCRIPT_LINES } from './limits.ts'
import { readScript } from './script.ts'

test('commands keep their numbers between comments and blank lines, with any line ends', () => {
  expect(readScript('\ufeff# pay\r\n\r\n  send main 1 x --memo "#1" \n\t# more\rstatus', 'demo')).toEqual({
    ok: true,
    value: [
      { number: 3, text: 'send main 1 x --memo "#1"' },
      { number: 5, text: 'status' },
    ],
  })
  expect(readScript('', 'demo')).toEqual({ ok: true, value: [] })
})

test.each([
  ['characters', `#${'x'.repeat(MAX_SCRIPT_CHARACTERS)}`, 'SCRIPT_TOO_LONG'],
  ['lines', '\n'.repeat(MAX_SCRIPT_LINES), 'SCRIPT_TOO_LONG'],
  ['another kind of file', 'PK\0\0', 'SCRIPT_BAD'],
])('a script of too many %s, or of none, is refused by name', (_, text, code) => {
  expect(readScript(text, 'demo')).toMatchObject({
    ok: false,
    error: { code, message: expect.stringMatching(/^demo: /) },
  })
})
