import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Group, Slider, Text, Tooltip } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconTarget,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './trace-view.module.css'

interface StepControlsProps {
  readonly place: number
  readonly places: number
  /** The position in words. */
  readonly status: string
  /** The position at which the call failed. */
  readonly failure: number | undefined
  onMove(place: number): void
}

/** The buttons that step through statements; the view handles the arrow keys. */
export function StepControls({ place, places, status, failure, onMove }: StepControlsProps) {
  const last = places - 1
  return (
    <div className={classes.controls}>
      <Group gap="xs">
        <Move label={t`First`} to={0} {...{ place, last, onMove }}>
          <IconPlayerSkipBack size={20} />
        </Move>
        <Move label={t`Previous`} to={place - 1} {...{ place, last, onMove }}>
          <IconChevronLeft size={22} />
        </Move>
        <Move label={t`Next`} to={place + 1} {...{ place, last, onMove }} isMain>
          <IconChevronRight size={22} />
        </Move>
        <Move label={t`Last`} to={last} {...{ place, last, onMove }}>
          <IconPlayerSkipForward size={20} />
        </Move>
        {failure !== undefined && (
          <Button
            variant="light"
            color="clay"
            px="sm"
            className={classes.failure}
            leftSection={<IconTarget size={18} />}
            aria-disabled={place === failure}
            style={place === failure ? IDLE : undefined}
            onClick={() => onMove(failure)}
          >
            {t`To the failure`}
          </Button>
        )}
      </Group>
      <Slider
        className={classes.slider}
        min={0}
        max={Math.max(1, last)}
        value={place}
        onChange={onMove}
        label={null}
        disabled={last < 1}
        thumbLabel={t`Step`}
        size="sm"
      />
      <Text size="sm" role="status" className={classes.status}>
        {status}
      </Text>
    </div>
  )
}

/** Buttons without effect stay enabled, so that they keep the focus. */
const IDLE = { opacity: 0.5 }

interface MoveProps {
  readonly label: string
  readonly to: number
  readonly place: number
  readonly last: number
  /** A button that users press repeatedly. */
  readonly isMain?: boolean
  readonly children: ReactNode
  onMove(place: number): void
}

function Move({ label, to, place, last, isMain = false, children, onMove }: MoveProps) {
  const target = Math.min(Math.max(to, 0), last)
  const isIdle = target === place
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={44}
        variant={isMain ? 'filled' : 'default'}
        color={isMain ? 'spruce' : 'gray'}
        aria-label={label}
        aria-disabled={isIdle}
        style={isIdle ? IDLE : undefined}
        onClick={() => onMove(target)}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
