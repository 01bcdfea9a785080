import type { Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'

/** A mark at a line of the source; line 0 is the whole source. */
export interface SourceMark {
  readonly line: number
  readonly message: string
  /** Without it there is no contract; a warning is of a trial that failed there. */
  readonly severity: 'error' | 'warning'
}

/**
 * The marks as the editor underlines them: a line from its first letter to its last. What is about no line
 * has no place in the text.
 */
export function diagnosticsOf(doc: Text, marks: readonly SourceMark[]): Diagnostic[] {
  return marks.flatMap(({ line, message, severity }) => {
    if (line < 1) return []
    // What the engine finds missing at the end may be a line behind it.
    const { from, to, text } = doc.line(Math.min(line, doc.lines))
    return { from: from + (text.length - text.trimStart().length), to, message, severity }
  })
}
