import { expect, test } from 'vitest'
import { decodeKeys } from './keys.ts'

const names = (data: string) => decodeKeys(data).map(key => ('text' in key ? key.text : key.type))

test('text and keys are in the order in which they were sent', () => {
  expect(names('ab\x1b[D\x1bOCé名\r')).toEqual(['ab', 'left', 'right', 'é名', 'enter'])
})

test.each([
  ['\x01\x05\x0b\x15\x17\x19\x0c\x03', 'home end cut-to-end cut-to-start cut-word-before yank clear cancel'],
  ['\x1b[1;5D\x1bf\x1bd\x1b\x7f', 'word-left word-right cut-word-after cut-word-before'],
  ['\x1b[H\x1b[F\x1b[3~\x7f\t', 'home end delete backspace complete'],
  ['\x10\x0e\x1b[A\x1b[B', 'up down up down'],
])('%j', (data, keys) => {
  expect(names(data)).toEqual(keys.split(' '))
})

test('function keys, mouse reports and a lone escape are ignored', () => {
  expect(names('a\x1b[15~\x1b[<0;1;1Mb\x1b[?1;2cc\x00\x1b')).toEqual(['a', 'b', 'c'])
})

test('pasted text is one key, with its line ends, and never a command of the keyboard', () => {
  expect(decodeKeys('x\x1b[200~status\r\x03peers\x1b[201~y')).toEqual([
    { type: 'text', text: 'x' },
    { type: 'paste', text: 'status\r\x03peers' },
    { type: 'text', text: 'y' },
  ])
  expect(decodeKeys('\x1b[200~cut off')).toEqual([{ type: 'paste', text: 'cut off' }])
})
