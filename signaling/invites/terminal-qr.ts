import { encode } from 'uqr'

/** Light modules around the code; ISO 18004 asks for four, cameras read two and terminals are small. */
const QUIET_ZONE = 2

/** Black on white, whatever the terminal's colours are: many readers refuse inverted codes. */
const BLACK_ON_WHITE = '\x1b[30;107m'
const RESET = '\x1b[0m'

/** A terminal, as far as it matters to a QR code. `columns` is undefined where output is not a terminal. */
export interface Terminal {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/**
 * A QR code of `text` in half blocks, two modules in one character; undefined if the output is not a terminal
 * or is too narrow, where the lines would wrap.
 */
export function terminalQr(text: string, { isTTY, columns = 0 }: Terminal): string | undefined {
  if (!isTTY) return undefined
  const { data, size } = encode(text, { ecc: 'L', border: QUIET_ZONE })
  if (columns < size) return undefined
  const isDark = (x: number, y: number) => data[y]?.[x] === true
  const lines = Array.from({ length: Math.ceil(size / 2) }, (_, row) => {
    const cells = Array.from({ length: size }, (_, x) => half(isDark(x, 2 * row), isDark(x, 2 * row + 1)))
    return `${BLACK_ON_WHITE}${cells.join('')}${RESET}`
  })
  return lines.join('\n')
}

function half(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀'
  return lower ? '▄' : ' '
}
