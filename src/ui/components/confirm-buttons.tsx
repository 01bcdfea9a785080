import { t } from '@lingui/core/macro'
import { Button, Group } from '@mantine/core'

interface ConfirmButtonsProps {
  /** The label of the confirming button. */
  readonly action: string
  readonly back?: string
  readonly running: boolean
  readonly disabled?: boolean
  /**
   * True for an action that destroys something or will probably fail: the button is red, and Enter cancels.
   */
  readonly risky?: boolean
  onConfirm(): void
  onBack(): void
}

/** The buttons of a confirmation dialog: cancel and confirm. */
export function ConfirmButtons(props: ConfirmButtonsProps) {
  const { action, back = t`Back`, running, disabled = false, risky = false, onConfirm, onBack } = props
  return (
    <Group grow>
      <Button variant="default" onClick={onBack} disabled={running} data-autofocus={risky || undefined}>
        {back}
      </Button>
      <Button
        onClick={onConfirm}
        loading={running}
        disabled={disabled}
        {...(risky ? { color: 'clay' } : { 'data-autofocus': true })}
      >
        {action}
      </Button>
    </Group>
  )
}
