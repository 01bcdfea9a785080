import { javascript } from '@codemirror/lang-javascript'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { known } from '#lib/assert.ts'
import { CONTRACT_DECLARATIONS_TEXT } from '../declarations/contract-declarations.ts'
import { editorTheme } from './editor-theme.ts'

/** The contract interface to read. It shares the editor's chunk. */
export function DeclarationsView() {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const view = new EditorView({
      doc: CONTRACT_DECLARATIONS_TEXT,
      extensions: [
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': t`The contract interface`, 'aria-readonly': 'true' }),
        javascript({ typescript: true }),
        editorTheme,
      ],
      parent: known(host.current ?? undefined, 'element of the interface'),
    })
    return () => view.destroy()
  }, [])
  return <div ref={host} />
}
