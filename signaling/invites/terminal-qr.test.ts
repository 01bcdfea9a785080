import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { terminalQr } from './terminal-qr.ts'

const URL = 'https://192.168.1.5:8080/'
const HALVES: Record<string, [boolean, boolean]> = {
  ' ': [false, false],
  '▀': [true, false],
  '▄': [false, true],
  '█': [true, true],
}

test('its half blocks are the modules of the code, black on white', () => {
  const text = terminalQr(URL, { isTTY: true, columns: 80 }) ?? ''
  const rows = text.split('\n').map(line => {
    expect(line.startsWith('\x1b[30;107m') && line.endsWith('\x1b[0m')).toBe(true)
    return [...line.slice('\x1b[30;107m'.length, -'\x1b[0m'.length)].map(half => HALVES[half])
  })
  const modules = rows.flatMap(row => [row.map(half => half?.[0]), row.map(half => half?.[1])])
  const { data, size } = encode(URL, { ecc: 'L', border: 2 })
  expect(modules.slice(0, size)).toEqual(data)
})

test('it is left out where the output is not a terminal, or where its lines would wrap', () => {
  const { size } = encode(URL, { ecc: 'L', border: 2 })
  expect(terminalQr(URL, { columns: 80 })).toBeUndefined()
  expect(terminalQr(URL, { isTTY: true, columns: size - 1 })).toBeUndefined()
  expect(terminalQr(URL, { isTTY: true, columns: size })).toBeDefined()
})
