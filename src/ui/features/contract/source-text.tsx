import { t } from '@lingui/core/macro'
import { type CSSProperties, useEffect, useRef } from 'react'
import classes from './source-text.module.css'

interface SourceTextProps {
  readonly source: string
  readonly line: number | undefined
}

/**
 * Code with line numbers. It renders only two texts side by side, because a source may have 65 000 empty
 * lines.
 */
export function SourceText({ source, line }: SourceTextProps) {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It returns a promise in newer browsers, which an effect must not.
    mark.current?.scrollIntoView({ block: 'center' })
  }, [])

  const count = source.split('\n').length
  const numbers = Array.from({ length: count }, (_, at) => at + 1).join('\n')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself must be reachable by keyboard
    <section className={classes.frame} aria-label={t`Source`} tabIndex={0}>
      <div className={classes.lines}>
        <pre className={classes.numbers} aria-hidden="true">
          {numbers}
        </pre>
        <pre className={classes.code}>
          <code>{source}</code>
        </pre>
        {line !== undefined && line >= 1 && line <= count && (
          <div
            ref={mark}
            className={classes.mark}
            style={{ '--line': line - 1 } as CSSProperties}
            role="note"
            aria-label={t`Line ${line}`}
          />
        )}
      </div>
    </section>
  )
}
