import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/**
 * The editor in the app's colours. It uses the page's CSS variables and `light-dark()`, so that a change of
 * theme needs no new editor. All text keeps AA contrast in both schemes.
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
    background: 'var(--tab-selection)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--tab-accent) 5%, transparent)' },
  '.cm-gutters': {
    color: 'var(--mantine-color-placeholder)',
    backgroundColor: 'var(--mantine-color-body)',
    border: '0',
    borderRight: '1px solid var(--tab-line)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--tab-strong)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px' },
  '.cm-selectionMatch': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-color-amber-4) 24%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--tab-selection)',
    outline: '1px solid var(--tab-accent-line)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--tab-bad-line)' },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--mantine-color-amber-4) 40%, transparent)' },
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
    boxShadow: 'var(--mantine-shadow-lg)',
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
    background: 'var(--tab-selection)',
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
  { tag: [tags.comment, tags.docComment], color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword],
    color: 'var(--tab-hue-3)',
  },
  { tag: [tags.self, tags.atom, tags.bool, tags.null], color: 'var(--tab-hue-3)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--tab-accent-text)' },
  { tag: [tags.number], color: 'var(--tab-warn-text)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--tab-hue-2)',
  },
  {
    tag: [tags.className, tags.typeName, tags.definition(tags.typeName)],
    color: 'var(--tab-hue-4)',
  },
  {
    tag: [tags.definition(tags.variableName), tags.definition(tags.propertyName)],
    color: 'var(--tab-strong)',
  },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: 'var(--mantine-color-dimmed)' },
  { tag: tags.invalid, color: 'var(--mantine-color-error)' },
])

export const editorTheme: Extension = [look, floating, syntaxHighlighting(colours)]
