import { glyphOf } from './glyph.ts'
import classes from './glyph-icon.module.css'

/** The icon of an id next to its text; decorative, and hidden from screen readers. */
export function GlyphIcon({ of, size = 28 }: { readonly of: string; readonly size?: number }) {
  const { cells, color } = glyphOf(of)
  return (
    <svg
      className={classes.glyph}
      data-color={color}
      width={size}
      height={size}
      viewBox="-2.5 -2.5 10 10"
      aria-hidden="true"
    >
      <path d={cells.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('')} fill="currentColor" />
    </svg>
  )
}
