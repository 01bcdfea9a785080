import { plural, t } from '@lingui/core/macro'
import { REPLICAS } from '#files/limits.ts'
import classes from './copies-meter.module.css'

interface CopiesMeterProps {
  readonly copies: number
  /** True to show words next to the dots. */
  readonly words?: boolean
}

/** The number of copies of a file and its target: `2 of 3 copies`. */
export function CopiesMeter({ copies, words = false }: CopiesMeterProps) {
  const text = copiesText(copies)
  return (
    <span className={classes.meter} data-few={copies < REPLICAS} title={text}>
      <span className={classes.dots} aria-hidden="true">
        {Array.from({ length: REPLICAS }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <i key={at} data-on={at < copies} />
        ))}
      </span>
      <span className={words ? undefined : classes.hidden}>{text}</span>
    </span>
  )
}

/** More copies than the target are shown as such. */
export const copiesText = (copies: number): string =>
  copies > REPLICAS
    ? plural(copies, { one: '# copy', other: '# copies' })
    : t`${copies} of ${plural({ wanted: REPLICAS }, { one: '# copy', other: '# copies' })}`
