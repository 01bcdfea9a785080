import { textWidth } from '#lib/cell-width.ts'
import type { Clock } from '#lib/clock.ts'
import { dim, stylePieces } from './look.ts'

/** Output of text: a terminal's window. */
export interface Screen {
  readonly columns: number
  readonly rows: number
  write(data: string): void
}

interface WatchParts {
  readonly screen: Screen
  readonly clock: Pick<Clock, 'after'>
  readonly title: string
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Runs once and returns the text to show; it never rejects. */
  readonly look: () => Promise<string>
}

/** The second screen of a terminal, without a cursor and with lines cut at its edge. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l'

/**
 * Repeats `look` and shows its last text in place, until `signal` aborts; resolves to the last text, which is
 * then no longer on the screen.
 */
export async function watch({ screen, clock, title, everyMs, signal, look }: WatchParts): Promise<string> {
  let last = ''
  const ended = new Promise<string>(resolve => signal.addEventListener('abort', () => resolve('')))
  screen.write(ENTER)
  try {
    while (!signal.aborted) {
      const text = await Promise.race([look(), ended])
      if (signal.aborted) break
      last = text
      screen.write(frame(`${dim(title)}\n\n${text}`, screen))
      await pause(clock, everyMs, signal)
    }
  } finally {
    screen.write(LEAVE)
  }
  return last
}

function frame(text: string, { columns, rows }: Screen): string {
  const lines = text.split('\n')
  const shown =
    lines.length <= rows
      ? lines
      : [...lines.slice(0, rows - 1), dim(`… ${lines.length - rows + 1} more lines; make the window higher`)]
  return `\x1b[H${shown.map(line => `${clip(line, columns)}\x1b[K`).join('\r\n')}\x1b[J`
}

/** A styled line, cut to this many cells. */
export function clip(line: string, columns: number): string {
  const pieces = stylePieces(line)
  if (textWidth(pieces.filter(isText).join('')) <= columns) return line
  let width = 0
  return pieces
    .filter(piece => {
      if (!isText(piece)) return true
      width += textWidth(piece)
      return width < columns
    })
    .concat('…')
    .join('')
}

const isText = (piece: string) => !piece.startsWith('\x1b')

function pause(clock: Pick<Clock, 'after'>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done)
  })
}
