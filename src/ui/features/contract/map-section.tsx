import { plural, t } from '@lingui/core/macro'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { countText } from '../../format/quantity-text.ts'
import { MapPage } from './map-page.tsx'
import classes from './method-section.module.css'

interface MapSectionProps {
  readonly address: string
  readonly name: string
  readonly count: number
  readonly isOpen: boolean
}

/** A map with its name as the heading; its entries are read while it is open. */
export function MapSection({ address, name, count, isOpen }: MapSectionProps) {
  const [open, setOpen] = useState(isOpen)
  return (
    <details
      className={classes.method}
      open={isOpen}
      onToggle={event => setOpen(event.currentTarget.open)}
      aria-label={t`Map ${name}`}
    >
      <summary className={classes.summary}>
        <IconChevronRight className={classes.mark} size={18} aria-hidden="true" />
        <span className={classes.signature}>
          <strong>{name}</strong>
        </span>
        <span className={classes.payable} title={countText(count)}>
          {plural(count, { one: '# entry', other: '# entries' })}
        </span>
      </summary>
      <div className={classes.body}>{open && <MapPage address={address} name={name} count={count} />}</div>
    </details>
  )
}
