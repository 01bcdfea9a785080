import { t } from '@lingui/core/macro'
import { Stack, Text } from '@mantine/core'
import { Amount } from '../../components/amount.tsx'
import { ConfirmButtons } from '../../components/confirm-buttons.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Party } from '../../components/party.tsx'
import { parametersOf } from '../../format/parameters-of.ts'
import { useCommand } from '../../hooks/use-command.ts'
import { useNow } from '../../hooks/use-relative-time.ts'
import { useNode } from '../../node-context.tsx'
import type { StakeOrder } from './stake-check.ts'
import { stakeConsequences } from './stake-consequence.ts'

interface ConfirmStakeProps {
  readonly order: StakeOrder
  onSent(txId: string): void
  onCancel(): void
}

const WORDS: Record<StakeOrder['action'], { title: string; button: string; warning: string }> = {
  stake: {
    title: t`Stake these coins?`,
    button: t`Stake now`,
    warning: t`They cannot be spent until you unstake them and the waiting period is over. Whoever signs two blocks for one slot loses the stake.`,
  },
  unstake: {
    title: t`Take these coins back?`,
    button: t`Unstake now`,
    warning: t`Until they are back they earn nothing, and can still be lost if you signed two blocks for one slot.`,
  },
}

/**
 * The review of a change of a stake, with the time when it takes effect; its button sends the transaction.
 */
export function ConfirmStake({ order, onSent, onCancel }: ConfirmStakeProps) {
  const { api, genesis } = useNode()
  const now = useNow()
  const { action, ...args } = order
  const words = WORDS[action]
  const { state, run } = useCommand(() => api[action](args))

  const confirm = async () => {
    const sent = await run(undefined)
    if (sent) onSent(sent.txId)
  }

  return (
    <Dialog onClose={onCancel} title={words.title}>
      <Stack>
        <Facts label={t`Stake`}>
          <Fact name={t`Amount`}>
            <strong>
              <Amount amount={order.amount} />
            </strong>
          </Fact>
          <Fact name={t`Fee`}>
            <Amount amount={order.fee} />
          </Fact>
          <Fact name={t`Address`}>
            <Party address={order.from} />
          </Fact>
          {stakeConsequences(action, genesis, parametersOf(genesis, 'pos'), now).map(({ name, when }) => (
            <Fact key={name} name={name}>
              {when}
            </Fact>
          ))}
        </Facts>
        <Text size="sm" c="dimmed">
          {words.warning}
        </Text>
        {state.status === 'failed' && <FailureAlert title={t`It was not sent`} failure={state.failure} />}
        <ConfirmButtons
          action={words.button}
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onCancel}
        />
      </Stack>
    </Dialog>
  )
}
