import { describe, expect, test } from 'vitest'
import {
  backspace,
  type Cut,
  cutToEnd,
  cutToStart,
  cutWordAfter,
  cutWordBefore,
  deleteForward,
  end,
  home,
  insert,
  type Line,
  left,
  right,
  wordLeft,
  wordRight,
} from './line.ts'

/** A line drawn with its cursor as `|`. */
const drawn = ({ text, cursor }: Line) => `${text.slice(0, cursor)}|${text.slice(cursor)}`
const parse = (picture: string): Line => ({
  text: picture.replace('|', ''),
  cursor: picture.indexOf('|'),
})

describe('moving', () => {
  test.each([
    [left, 'ab|c', 'a|bc'],
    [left, '|abc', '|abc'],
    [right, 'ab|c', 'abc|'],
    [right, 'abc|', 'abc|'],
    [left, 'e\u0301|', '|e\u0301'],
    [right, '|👩🏽‍🚀x', '👩🏽‍🚀|x'],
    [left, '名前|', '名|前'],
    [home, 'ab|c', '|abc'],
    [end, '|abc', 'abc|'],
    [wordLeft, 'send main|', 'send |main'],
    [wordLeft, 'send main  |', 'send |main  '],
    [wordLeft, '|send', '|send'],
    [wordRight, '|send main', 'send| main'],
    [wordRight, 'send| main', 'send main|'],
    [wordRight, 'größe|', 'größe|'],
  ] as [(line: Line) => Line, string, string][])('%#: %s', (change, from, to) => {
    expect(drawn(change(parse(from)))).toBe(to)
  })
})

describe('changing', () => {
  test.each([
    [backspace, 'ab|c', 'a|c'],
    [backspace, '|abc', '|abc'],
    [backspace, 'xe\u0301|', 'x|'],
    [deleteForward, 'a|bc', 'a|c'],
    [deleteForward, 'abc|', 'abc|'],
    [deleteForward, '|👨‍👩‍👧x', '|x'],
  ] as [(line: Line) => Line, string, string][])('%#: %s', (change, from, to) => {
    expect(drawn(change(parse(from)))).toBe(to)
  })

  test.each([
    [cutToStart, 'send ma|in', '|in', 'send ma'],
    [cutToEnd, 'send ma|in', 'send ma|', 'in'],
    [cutWordBefore, 'send --fee=0.01 |x', 'send |x', '--fee=0.01 '],
    [cutWordBefore, '|x', '|x', ''],
    [cutWordAfter, 'send| main x', 'send| x', ' main'],
  ] as [(line: Line) => Cut, string, string, string][])('%#: %j becomes %j', (change, from, to, cut) => {
    const done = change(parse(from))
    expect(drawn(done.line)).toBe(to)
    expect(done.cut).toBe(cut)
  })

  test('inserted text becomes one row, whatever was typed or pasted', () => {
    expect(drawn(insert(parse('a|d'), 'b\tc\u001b\n\u0000\u009b'))).toBe('ab c|d')
  })
})
