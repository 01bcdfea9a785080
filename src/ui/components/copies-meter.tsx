import { REPLICAS } from '#files/limits.ts'
import classes from './copies-meter.module.css'

interface CopiesMeterProps {
  readonly copies: number
  /** With the words beside the dots. */
  readonly words?: boolean
}

/** How many tabs hold a file, beside how many shall: `2 of 3 copies`. */
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

/** More than enough is said as such. */
export const copiesText = (copies: number): string =>
  copies > REPLICAS ? `${copies} copies` : `${copies} of ${REPLICAS} copies`
