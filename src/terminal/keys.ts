/** A key that a person pressed, as the session understands it. */
export type Key =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: KeyName }

export type KeyName =
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'home'
  | 'end'
  | 'up'
  | 'down'
  | 'backspace'
  | 'delete'
  | 'cut-to-start'
  | 'cut-to-end'
  | 'cut-word-before'
  | 'cut-word-after'
  | 'yank'
  | 'complete'
  | 'enter'
  | 'cancel'
  | 'clear'

/**
 * Terminals send keys as control characters and escape sequences: those of the VT220, with xterm's modifiers,
 * and Emacs's keys as shells have them.
 */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  '\x1b[D': 'left',
  '\x1bOD': 'left',
  '\x02': 'left',
  '\x1b[C': 'right',
  '\x1bOC': 'right',
  '\x06': 'right',
  '\x1b[1;5D': 'word-left',
  '\x1b[1;3D': 'word-left',
  '\x1bb': 'word-left',
  '\x1b[1;5C': 'word-right',
  '\x1b[1;3C': 'word-right',
  '\x1bf': 'word-right',
  '\x1b[H': 'home',
  '\x1bOH': 'home',
  '\x1b[1~': 'home',
  '\x01': 'home',
  '\x1b[F': 'end',
  '\x1bOF': 'end',
  '\x1b[4~': 'end',
  '\x05': 'end',
  '\x1b[A': 'up',
  '\x1bOA': 'up',
  '\x10': 'up',
  '\x1b[B': 'down',
  '\x1bOB': 'down',
  '\x0e': 'down',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b[3~': 'delete',
  '\x04': 'delete',
  '\x15': 'cut-to-start',
  '\x0b': 'cut-to-end',
  '\x17': 'cut-word-before',
  '\x1b\x7f': 'cut-word-before',
  '\x1bd': 'cut-word-after',
  '\x19': 'yank',
  '\t': 'complete',
  '\r': 'enter',
  '\n': 'enter',
  '\x03': 'cancel',
  '\x0c': 'clear',
}

/** Ctrl with one of these belongs to the terminal; any other combination to the browser. */
export const CONTROL_KEYS = 'abcdefklnpuwy'

const PASTE_START = '\x1b[200~'
const PASTE_END = '\x1b[201~'
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences that keys send
const SEQUENCE = /^(?:\x1b(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|[^[O])?|[\x00-\x1f\x7f])/
// biome-ignore lint/suspicious/noControlCharactersInRegex: text is what holds none of them
const TEXT = /^[^\x00-\x1f\x7f]+/

/** The keys in the data that a terminal sent. Unknown sequences are ignored. */
export function decodeKeys(data: string): Key[] {
  const keys: Key[] = []
  let rest = data
  while (rest !== '') {
    if (rest.startsWith(PASTE_START)) {
      const end = rest.indexOf(PASTE_END, PASTE_START.length)
      const stop = end < 0 ? rest.length : end
      keys.push({ type: 'paste', text: rest.slice(PASTE_START.length, stop) })
      rest = rest.slice(end < 0 ? stop : stop + PASTE_END.length)
      continue
    }
    const [text = ''] = TEXT.exec(rest) ?? []
    if (text) keys.push({ type: 'text', text })
    const [sequence = ''] = text ? [] : (SEQUENCE.exec(rest) ?? [rest[0]])
    const type = SEQUENCES[sequence]
    if (type) keys.push({ type })
    rest = rest.slice(text.length + sequence.length)
  }
  return keys
}
