import { describe, expect, test } from 'vitest'
import { lineOf } from './line.ts'
import { drawPrompt, wrapLine } from './prompt-rows.ts'

const at = (picture: string) => ({ text: picture.replace('|', ''), cursor: picture.indexOf('|') })

describe('wrapping', () => {
  test.each([
    ['ab|c', ['abc'], 0, 4],
    ['abcdefg|h', ['abcdefgh', ''], 0, 9],
    ['abcdefgh|', ['abcdefgh', ''], 1, 0],
    ['abcdefgh|i', ['abcdefgh', 'i'], 1, 0],
    ['abcdefg|名', ['abcdefg', '名'], 1, 0],
    ['abcdefg名|', ['abcdefg', '名'], 1, 2],
    ['abcdefge\u0301|', ['abcdefge\u0301', ''], 1, 0],
    ['|', [''], 0, 2],
  ] as const)('%s at 10 columns after a prompt of 2', (picture, rows, cursorRow, cursorColumn) => {
    expect(wrapLine(at(picture), 2, 10)).toEqual({ rows, cursorRow, cursorColumn })
  })

  test('a screen of any width has rows', () => {
    expect(wrapLine(lineOf('x'.repeat(40)), 6, 1).rows.length).toBeGreaterThan(4)
  })
})

/** A terminal with the few sequences that draw a prompt. */
function createScreen(columns: number, rows: number) {
  const cells: string[][] = []
  let [row, column] = [0, 0]
  const line = () => {
    while (cells.length <= row) cells.push([])
    return cells[row] as string[]
  }
  const scroll = () => {
    if (row - top() >= rows) base++
  }
  let base = 0
  const top = () => base
  return {
    columns,
    rows,
    write(data: string) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
      for (const [part] of data.matchAll(/\x1b\[\d*[ACJ]|[\s\S]/gu)) {
        const count = Number(/\d+/.exec(part)?.[0] ?? 1)
        if (part.endsWith('A') && part.length > 1) row = Math.max(top(), row - count)
        else if (part.endsWith('C') && part.length > 1) column = Math.min(columns - 1, column + count)
        else if (part.endsWith('J') && part.length > 1) {
          line().length = Math.min(line().length, column)
          cells.length = row + 1
        } else if (part === '\r') column = 0
        else if (part === '\n') {
          row++
          scroll()
        } else {
          if (column === columns) {
            row++
            column = 0
            scroll()
          }
          line()[column++] = part
        }
      }
    },
    text: () => cells.map(cellsOfRow => cellsOfRow.join('')),
    cursor: () => ({ row: row - base, column }),
  }
}

describe('drawing', () => {
  const prompt = { text: '> ', styled: '> ' }

  test('each picture replaces the one before, whatever its height', () => {
    const screen = createScreen(10, 8)
    screen.write('before\r\n')
    let drawn: { cursorRow: number } | undefined
    const pictures = [
      'status|',
      `${'x'.repeat(30)}|`,
      `|${'x'.repeat(30)}`,
      'xxxxxxxxxxxx|xx',
      'xxxxxxxx|',
      'a|b',
    ]
    for (const picture of pictures) {
      const next = drawPrompt(at(picture), prompt, screen, drawn)
      screen.write(next.output)
      drawn = next.drawn
      const { rows, cursorRow, cursorColumn } = wrapLine(at(picture), 2, 10)
      expect(screen.text().map(row => row.trimEnd())).toEqual([
        'before',
        ...[`> ${rows[0]}`, ...rows.slice(1)].filter((row, i) => row !== '' || screen.text().length > i + 1),
      ])
      expect(screen.cursor()).toEqual({ row: 1 + cursorRow, column: cursorColumn })
    }
  })

  test('a line that is higher than the screen shows the part around its cursor', () => {
    const screen = createScreen(10, 3)
    const long = lineOf([...'abcdefgh'].map(letter => letter.repeat(10)).join(''))
    const first = drawPrompt(long, prompt, screen, undefined)
    screen.write(first.output)
    expect(screen.cursor().row).toBe(2)
    screen.write(drawPrompt({ ...long, cursor: 0 }, prompt, screen, first.drawn).output)
    expect(screen.text().at(-3)).toBe('> aaaaaaaa')
    expect(screen.cursor()).toEqual({ row: 0, column: 2 })
  })
})
