import type { ITheme } from '@xterm/xterm'
import { COLOURS, MANTINE_COLOURS } from '../../tokens.ts'

/** The page's colours for xterm.js, which cannot read CSS variables. */
export function terminalTheme(scheme: 'light' | 'dark'): ITheme {
  const of = (pair: readonly [string, string]) => pair[scheme === 'dark' ? 1 : 0]
  return {
    background: of(MANTINE_COLOURS.body),
    foreground: of(MANTINE_COLOURS.text),
    cursor: of(COLOURS['accent-text']),
    cursorAccent: of(MANTINE_COLOURS.body),
    selectionBackground: of(COLOURS.selection),
    red: of(COLOURS['bad-text']),
    green: of(COLOURS['accent-text']),
    yellow: of(COLOURS['warn-text']),
    cyan: of(COLOURS['hue-2']),
    brightBlack: of(MANTINE_COLOURS.dimmed),
  }
}
