import { textWidth } from '#lib/cell-width.ts'
import type { Clock } from '#lib/clock.ts'
import { dim, stylePieces } from './look.ts'

/** What text is written to: a terminal's window. */
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
  /** One look, as text; it never rejects. */
  readonly look: () => Promise<string>
}

/** The second screen that terminals have, without a cursor and with lines cut at its edge. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l'

/**
 * Looks again and again and shows the last look in place, until `signal` aborts; resolves to the last look,
 * which is nowhere else then.
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

/** A styled line within so many cells. */
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
