import { t } from '@lingui/core/macro'
import { memo, useEffect, useMemo, useRef } from 'react'
import classes from './source-lines.module.css'

interface SourceLinesProps {
  readonly source: string
  /** The current line, from 1; 0 for none. */
  readonly line: number
  readonly error?: { readonly line: number; readonly message: string } | undefined
}

/** A source with line numbers, which scrolls to keep the current line visible. */
export function SourceLines({ source, line, error }: SourceLinesProps) {
  const box = useRef<HTMLElement>(null)
  const lines = useMemo(() => source.split('\n'), [source])

  // Not `scrollIntoView`, which would move the page too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line or another source is what it is about
  useEffect(() => {
    const scroller = box.current
    const current = scroller?.querySelector<HTMLElement>('[aria-current]')
    if (!scroller || !current) return
    const above = current.offsetTop - scroller.scrollTop
    const below = above + current.offsetHeight - scroller.clientHeight
    if (above < MARGIN_PX || below > -MARGIN_PX) {
      scroller.scrollTop = current.offsetTop - scroller.clientHeight / 3
    }
  }, [line, source])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={classes.box} ref={box} tabIndex={0} aria-label={t`Source`}>
      <ol className={classes.lines}>
        {lines.map((text, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is what its number says
            key={index}
            text={text}
            number={index + 1}
            isCurrent={line === index + 1}
            error={error?.line === index + 1 ? error.message : undefined}
          />
        ))}
      </ol>
    </section>
  )
}

/** The distance kept visible above and below the current line. */
const MARGIN_PX = 44

interface LineProps {
  readonly text: string
  readonly number: number
  readonly isCurrent: boolean
  readonly error: string | undefined
}

const Line = memo(function Line({ text, number, isCurrent, error }: LineProps) {
  return (
    <li
      className={classes.line}
      aria-current={isCurrent ? 'step' : undefined}
      data-failed={error !== undefined}
    >
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <code className={classes.code}>{text === '' ? ' ' : text}</code>
      {error !== undefined && <span className={classes.error}>{error}</span>}
    </li>
  )
})
