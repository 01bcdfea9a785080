import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import type { NodeApi } from '#api/calls.ts'
import { cellWidth } from '#lib/cell-width.ts'
import { CONTROL_KEYS } from '#terminal/keys.ts'
import { Session } from '#terminal/session.ts'
import { openNetwork } from '../networks/open-network.ts'
import { chooseFile, saveFile } from './local-files.ts'
import { terminalTheme } from './terminal-theme.ts'

/**
 * A terminal of this page, with its output and input. It outlives its screen, so that a command keeps running
 * and the output remains.
 */
export interface OpenTerminal {
  readonly session: Session
  readonly xterm: Terminal
  /** Sets the colours and the font size. */
  dress(scheme: 'light' | 'dark', fontSize: number): void
  /** Shows the terminal in `parent`. Returns a function that removes it. */
  mount(parent: HTMLElement): () => void
}

/** Rows of the scrollback; a long `blocks --json` prints some thousand. */
const SCROLLBACK = 5_000

/** The terminal of each node of the page. */
const terminals = new WeakMap<NodeApi, OpenTerminal>()

export function terminalOf(api: NodeApi, welcome: string): OpenTerminal {
  const open = terminals.get(api) ?? openTerminal(api, welcome)
  terminals.set(api, open)
  return open
}

function openTerminal(api: NodeApi, welcome: string): OpenTerminal {
  const fit = new FitAddon()
  const xterm = new Terminal({
    // for the widths of characters
    allowProposedApi: true,
    cursorBlink: false,
    cursorStyle: 'bar',
    cursorWidth: 2,
    drawBoldTextInBrightColors: false,
    fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
    lineHeight: 1.25,
    minimumContrastRatio: 4.5,
    scrollback: SCROLLBACK,
  })
  xterm.loadAddon(fit)
  takeOurWidths(xterm)
  xterm.attachCustomKeyEventHandler(event => isOurs(event, xterm.hasSelection()))

  const session = new Session({
    api,
    // after the answer to the command that asked for it
    effects: {
      openLink: link => setTimeout(openNetwork, 0, link),
      reload: () => setTimeout(() => location.reload()),
    },
    screen: {
      get columns() {
        return xterm.cols
      },
      get rows() {
        return xterm.rows
      },
      write: data => xterm.write(data),
    },
    clock: {
      after(ms, task) {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    },
    side: { choose: chooseFile, save: saveFile },
    welcome,
  })
  xterm.onData(data => session.type(data))
  xterm.onResize(() => session.resized())

  const element = document.createElement('div')
  element.style.height = '100%'
  let opened = false
  return {
    session,
    xterm,
    dress(scheme, fontSize) {
      xterm.options.theme = terminalTheme(scheme)
      xterm.options.fontSize = fontSize
      if (opened) fit.fit()
    },
    mount(parent) {
      parent.append(element)
      if (!opened) {
        opened = true
        xterm.open(element)
        // Pasted text is marked as such, so that it is never mistaken for keys.
        xterm.write('\x1b[?2004h')
        fit.fit()
        void session.start()
      }
      const observer = new ResizeObserver(() => fit.fit())
      observer.observe(parent)
      return () => {
        observer.disconnect()
        element.remove()
      }
    },
  }
}

/** Sets the character widths that the session uses: xterm.js follows Unicode 6, in which emoji are narrow. */
function takeOurWidths({ unicode }: Terminal): void {
  unicode.register({
    version: 'tabchain',
    wcwidth: cellWidth,
    charProperties(codepoint, preceding) {
      const width = cellWidth(codepoint)
      const precedingWidth = (preceding >> 1) & 3
      const joins = width === 0 && precedingWidth > 0
      return ((joins ? precedingWidth : width) << 1) | (joins ? 1 : 0)
    },
  })
  unicode.activeVersion = 'tabchain'
}

/**
 * Which keys the terminal takes: not those that the browser or a screen reader needs. Shift+Tab leaves it, as
 * Tab does right after Escape; Ctrl-V pastes, and Ctrl-C copies where something is selected.
 */
let escaped = false
function isOurs(event: KeyboardEvent, selected: boolean): boolean {
  if (event.type !== 'keydown') return true
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (key === 'Shift' || key === 'Control') return true
  const wasEscaped = escaped
  escaped = key === 'Escape'
  if (key === 'Tab') return !shiftKey && !wasEscaped && !ctrlKey
  if (/^F\d+$/.test(key) || metaKey) return false
  if (ctrlKey && key.length === 1 && !altKey) {
    if (shiftKey || (key === 'c' && selected)) return false
    return CONTROL_KEYS.includes(key.toLowerCase())
  }
  return true
}
