import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { known } from '#lib/assert.ts'
import { completeContract } from './contract-completion.ts'
import { contractHover } from './contract-hover.ts'
import { editorTheme } from './editor-theme.ts'
import { diagnosticsOf, type SourceMark } from './source-marks.ts'

export interface EditorHandle {
  /** Moves the cursor to the beginning of a line and scrolls to it. */
  goTo(line: number): void
}

interface CodeEditorProps {
  /** The initial text; later the editor keeps its own. */
  readonly start: string
  readonly label: string
  /** The element that explains how to leave the editor by keyboard. */
  readonly describedBy: string
  readonly marks: readonly SourceMark[]
  readonly handle: Ref<EditorHandle>
  onChange(source: string): void
  /** Called on Ctrl-S or Cmd-S. */
  onSave(): void
  /** Called on Ctrl-Enter or Cmd-Enter. */
  onTry(): void
}

/**
 * The editor of a contract's source. CodeMirror has some hundred kilobytes, so this file loads only when an
 * editor is opened.
 */
export function CodeEditor({ start, label, describedBy, marks, handle, ...events }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const latest = useRef(events)
  latest.current = events

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what is typed is its own
  useEffect(() => {
    const editor = new EditorView({
      doc: start,
      // Our own keys come first: Ctrl-Enter has a default.
      extensions: [told(() => latest.current), described(label, describedBy), editing()],
      parent: known(host.current ?? undefined, 'element of the editor'),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(editor.state.doc, marks)))
  }, [marks])

  useImperativeHandle(handle, () => ({
    goTo(line) {
      const editor = view.current
      if (!editor) return
      const { from } = editor.state.doc.line(Math.max(1, Math.min(line, editor.state.doc.lines)))
      editor.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
      editor.focus()
    },
  }))

  return <div ref={host} style={{ height: '100%', minHeight: 0 }} />
}

/**
 * Extensions for editing. Escape, then Tab leaves the editor, because CodeMirror ignores Tab for a moment
 * after Escape.
 */
const editing = (): Extension => [
  lineNumbers(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  highlightSelectionMatches(),
  history(),
  drawSelection(),
  // A panel beside it, or a phone, leaves less room than a line of code takes.
  EditorView.lineWrapping,
  indentOnInput(),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  bracketMatching(),
  closeBrackets(),
  javascript(),
  javascriptLanguage.data.of({ autocomplete: completeContract }),
  autocompletion(),
  contractHover,
  editorTheme,
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
    indentWithTab,
  ]),
]

const described = (label: string, describedBy: string): Extension =>
  EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy })

type Events = Pick<CodeEditorProps, 'onChange' | 'onSave' | 'onTry'>

function told(events: () => Events): Extension {
  const taken = (run: () => void) => () => {
    run()
    return true
  }
  return [
    keymap.of([
      { key: 'Mod-s', run: taken(() => events().onSave()), preventDefault: true },
      { key: 'Mod-Enter', run: taken(() => events().onTry()), preventDefault: true },
    ]),
    EditorView.updateListener.of(update => {
      if (update.docChanged) events().onChange(update.state.doc.toString())
    }),
  ]
}
