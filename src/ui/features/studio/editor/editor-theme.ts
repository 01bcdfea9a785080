import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/**
 * The editor in the app's colours. They are the page's own variables and `light-dark()`, so that the theme is changed by the page alone and no
 * editor is made anew. All text keeps AA contrast on both grounds.
 */
const look = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--mantine-color-body)',
    fontSize: '0.875rem',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--tab-strong)' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--tab-strong)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#cfe4d9, #2c473b)',
  },
  '.cm-activeLine': { backgroundColor: 'light-dark(#1a684d0a, #ffffff09)' },
  '.cm-gutters': {
    color: 'light-dark(#767067, #8f8b81)',
    backgroundColor: 'var(--mantine-color-body)',
    border: '0',
    borderRight: '1px solid var(--tab-line)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--tab-strong)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px' },
  '.cm-selectionMatch': { backgroundColor: 'light-dark(#efe3c2, #4a3d1d)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'light-dark(#d8ebe2, #24443a)',
    outline: '1px solid light-dark(#85c2a8, #3b9875)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'light-dark(#f8dcd6, #582a22)' },
  '.cm-searchMatch': { backgroundColor: 'light-dark(#f6cf8a, #6b4c10)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--mantine-color-amber-6)' },
  '.cm-foldPlaceholder': {
    color: 'inherit',
    backgroundColor: 'var(--tab-sunken)',
    borderColor: 'var(--tab-line)',
  },
  '.cm-panels': {
    color: 'inherit',
    backgroundColor: 'var(--tab-sunken)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--tab-line)' },
  '.cm-panel.cm-search': { padding: '8px 34px 8px 10px', fontSize: '0.8125rem' },
  '.cm-panel.cm-search [name="close"]': { top: '6px', right: '8px', width: '26px', fontSize: '20px' },
  '.cm-textfield, .cm-button': {
    color: 'inherit',
    background: 'var(--mantine-color-body)',
    border: '1px solid var(--mantine-color-default-border)',
    borderRadius: '6px',
    padding: '4px 8px',
    fontSize: '0.8125rem',
  },
})

const floating = EditorView.theme({
  '.cm-tooltip': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--mantine-color-body)',
    border: '1px solid var(--mantine-color-default-border)',
    borderRadius: '10px',
    boxShadow: '0 6px 24px rgb(0 0 0 / 18%)',
  },
  '.cm-tooltip.cm-tooltip-hover': { overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    borderRadius: '10px',
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.8125rem',
    maxWidth: 'min(560px, 92vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--tab-strong)',
    background: 'light-dark(#d8ebe2, #24443a)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal', marginLeft: '2px' },
  '.cm-tooltip.cm-completionInfo': {
    padding: '8px 12px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '0.8125rem',
    maxWidth: '320px',
  },
  '.cm-name-doc': { maxWidth: 'min(520px, 88vw)', padding: '8px 12px', fontSize: '0.8125rem' },
  '.cm-name-doc code': { fontFamily: 'var(--mantine-font-family-monospace)', overflowWrap: 'anywhere' },
  '.cm-name-doc p': { margin: '6px 0 0', color: 'var(--mantine-color-dimmed)' },
  '.cm-diagnostic': { padding: '7px 12px', fontSize: '0.8125rem' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--mantine-color-error)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--mantine-color-amber-6)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--mantine-color-error)',
    textUnderlineOffset: '4px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--mantine-color-amber-6)',
    textUnderlineOffset: '4px',
  },
})

const colours = HighlightStyle.define([
  { tag: [tags.comment, tags.docComment], color: 'light-dark(#6d6759, #9a958a)', fontStyle: 'italic' },
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword],
    color: 'light-dark(#8a3a7b, #dd9fd2)',
  },
  { tag: [tags.self, tags.atom, tags.bool, tags.null], color: 'light-dark(#8a3a7b, #dd9fd2)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'light-dark(#1a684d, #85c2a8)' },
  { tag: [tags.number], color: 'light-dark(#8a5605, #e8b355)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'light-dark(#1d5b8f, #8ebfe8)',
  },
  {
    tag: [tags.className, tags.typeName, tags.definition(tags.typeName)],
    color: 'light-dark(#7a4b1e, #dfb98c)',
  },
  {
    tag: [tags.definition(tags.variableName), tags.definition(tags.propertyName)],
    color: 'var(--tab-strong)',
  },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: 'var(--mantine-color-dimmed)' },
  { tag: tags.invalid, color: 'var(--mantine-color-error)' },
])

export const editorTheme: Extension = [look, floating, syntaxHighlighting(colours)]
