import { t } from '@lingui/core/macro'
import type { LabTrafficSample } from '#api/lab-results.ts'
import { TRAFFIC_SECONDS } from '../../limits.ts'
import classes from './lab.module.css'
import { durationWords } from './verdict-words.ts'

const [WIDTH, HEIGHT] = [TRAFFIC_SECONDS, 100]

interface Series {
  readonly name: string
  readonly className: string | undefined
  readonly of: (sample: LabTrafficSample) => number | null
}

const TIMES: readonly Series[] = [
  { name: t`to every tab`, className: classes.propagation, of: sample => sample.propagationMs },
  { name: t`into a block`, className: classes.confirmation, of: sample => sample.confirmationMs },
]
const COUNTS: readonly Series[] = [
  { name: t`sent a second`, className: classes.sent, of: sample => sample.sent },
  { name: t`confirmed a second`, className: classes.confirmed, of: sample => sample.confirmed },
  { name: t`waiting`, className: classes.waiting, of: sample => sample.waiting },
]

/** Plots of the last two minutes by second: the times that transactions took, and their number. */
export function TrafficPlot({ samples }: { readonly samples: readonly LabTrafficSample[] }) {
  return (
    <div className={classes.plots}>
      <Plot title={t`Times`} series={TIMES} samples={samples} unit={durationWords} />
      <Plot title={t`Transactions`} series={COUNTS} samples={samples} unit={value => String(value)} />
    </div>
  )
}

interface PlotProps {
  readonly title: string
  readonly series: readonly Series[]
  readonly samples: readonly LabTrafficSample[]
  readonly unit: (value: number) => string
}

function Plot({ title, series, samples, unit }: PlotProps) {
  const shown = samples.slice(-TRAFFIC_SECONDS)
  const top = Math.max(1, ...shown.flatMap(sample => series.map(({ of }) => of(sample) ?? 0)))
  const most = unit(top)
  const latest = series.map(({ name, of }) => {
    const value = shown.map(of).findLast(each => each !== null)
    return `${name} ${value === undefined || value === null ? '–' : unit(value)}`
  })
  const figures = latest.join(', ')
  return (
    <figure className={classes.plot}>
      <figcaption>
        <span>{title}</span>
        <span className={classes.top}>{t`up to ${most}`}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t`${title}, lately: ${figures}`}
      >
        {[0.25, 0.5, 0.75].map(part => (
          <line key={part} className={classes.grid} x1={0} x2={WIDTH} y1={HEIGHT * part} y2={HEIGHT * part} />
        ))}
        {series.map(({ name, className, of }) => (
          <path key={name} className={className} d={pathOf(shown.map(of), top)} />
        ))}
      </svg>
      <ul className={classes.legend}>
        {series.map(({ name, className }) => (
          <li key={name}>
            <svg viewBox="0 0 16 4" width={16} height={4} aria-hidden="true">
              <path className={className} d="M0 2H16" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** The line of a plot, newest at the right. It skips seconds without a measurement. */
function pathOf(values: readonly (number | null)[], top: number): string {
  const from = WIDTH - values.length
  return values
    .flatMap((value, i) =>
      value === null ? [] : [`${from + i + 1} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`],
    )
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${point}`)
    .join('')
}
