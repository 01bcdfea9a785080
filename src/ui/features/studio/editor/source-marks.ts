import type { Diagnostic } from '@codemirror/lint'
import type { Text } from '@codemirror/state'

/** A mark at a line of the source; line 0 is the whole source. */
export interface SourceMark {
  readonly line: number
  readonly message: string
  /** An error keeps the source from being a contract; a warning marks where a trial failed. */
  readonly severity: 'error' | 'warning'
}

/**
 * The marks as diagnostics of the editor, each from the first to the last letter of its line. Marks of the
 * whole source are left out.
 */
export function diagnosticsOf(doc: Text, marks: readonly SourceMark[]): Diagnostic[] {
  return marks.flatMap(({ line, message, severity }) => {
    if (line < 1) return []
    // What the engine finds missing at the end may be a line behind it.
    const { from, to, text } = doc.line(Math.min(line, doc.lines))
    return { from: from + (text.length - text.trimStart().length), to, message, severity }
  })
}
