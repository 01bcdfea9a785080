import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Group, Stack, Text } from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import { BURN_TEXT, isBurn } from '#chain/recipient.ts'
import { Amount } from '../../components/amount.tsx'
import { ConfirmButtons } from '../../components/confirm-buttons.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Party } from '../../components/party.tsx'
import { useCall } from '../../hooks/use-call.ts'
import type { Payment } from './send-check.ts'

interface ConfirmPaymentProps {
  readonly payment: Payment
  onSent(txId: string): void
  onCancel(): void
}

/** The review of a payment, which is irreversible; only its button sends it. */
export function ConfirmPayment({ payment, onSent, onCancel }: ConfirmPaymentProps) {
  const send = useCall('send')
  const burns = isBurn(payment.to) || payment.to === BURN_TEXT

  const confirm = async () => {
    const sent = await send.run({ ...payment })
    if (sent) onSent(sent.txId)
  }

  return (
    <Dialog onClose={onCancel} title={burns ? t`Destroy these coins?` : t`Send this payment?`}>
      <Stack>
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <GlyphIcon of={payment.to} size={40} />
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }} aria-label={t`Recipient`}>
            {payment.to}
          </Text>
        </Group>
        {burns && (
          <Alert color="clay" variant="light" icon={<IconFlame />}>
            <Trans>
              This is the address that burns coins: nobody can ever spend what is sent there, and nobody can
              bring it back.
            </Trans>
          </Alert>
        )}
        <Facts label={t`Payment`}>
          <Fact name={t`Amount`}>
            <Amount amount={payment.amount} />
          </Fact>
          <Fact name={t`Fee`}>
            <Amount amount={payment.fee} />
          </Fact>
          <Fact name={t`Together`}>
            <strong>
              <Amount amount={payment.amount + payment.fee} />
            </strong>
          </Fact>
          <Fact name={t`From`}>
            <Party address={payment.from} />
          </Fact>
          {payment.memo && <Fact name={t`Memo (public)`}>{payment.memo}</Fact>}
        </Facts>
        {send.state.status === 'failed' && (
          <FailureAlert title={t`It was not sent`} failure={send.state.failure} />
        )}
        <ConfirmButtons
          action={burns ? t`Burn them` : t`Send now`}
          risky={burns}
          running={send.state.status === 'running'}
          onConfirm={confirm}
          onBack={onCancel}
        />
      </Stack>
    </Dialog>
  )
}
