import type { ITheme } from '@xterm/xterm'

/** The page's colours as a terminal's; each keeps AA contrast with its ground. */
const LIGHT: ITheme = {
  background: '#ffffff',
  foreground: '#2b2925',
  cursor: '#1a684d',
  cursorAccent: '#ffffff',
  selectionBackground: '#b1d7c6',
  red: '#ad3827',
  green: '#1a684d',
  yellow: '#7d4d04',
  cyan: '#0f5f73',
  brightBlack: '#69645b',
}

const DARK: ITheme = {
  background: '#1c1b19',
  foreground: '#dedad1',
  cursor: '#85c2a8',
  cursorAccent: '#1c1b19',
  selectionBackground: '#145340',
  red: '#ec9a8b',
  green: '#85c2a8',
  yellow: '#f2c77f',
  cyan: '#8fc7d6',
  brightBlack: '#a5a196',
}

export const terminalTheme = (scheme: 'light' | 'dark'): ITheme => (scheme === 'dark' ? DARK : LIGHT)
