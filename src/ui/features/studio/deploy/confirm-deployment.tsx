import { t } from '@lingui/core/macro'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CallArgs } from '#api/calls.ts'
import type { ContractSimulateResult } from '#api/contract-results.ts'
import { formatAmount } from '#chain/amount.ts'
import { Amount } from '../../../components/amount.tsx'
import { CoinInput } from '../../../components/coin-input.tsx'
import { ConfirmButtons } from '../../../components/confirm-buttons.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Fact, Facts } from '../../../components/facts.tsx'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { Party } from '../../../components/party.tsx'
import { bytesText, countText } from '../../../format/quantity-text.ts'
import { typedCoins } from '../../../format/typed-coins.ts'
import { useCall } from '../../../hooks/use-call.ts'
import { argumentsText } from '../trial/value-text.ts'

export type Deployment = CallArgs<'contractDeploy'>

interface ConfirmDeploymentProps {
  /** The name of the draft. */
  readonly name: string
  readonly deployment: Deployment
  /** The result of its simulation. */
  readonly tried: ContractSimulateResult
  onSent(sent: { readonly txId: string; readonly address: string }): void
  onCancel(): void
}

/** The review of a deployment with its cost; its button sends the transaction. */
export function ConfirmDeployment({ name, deployment, tried, onSent, onCancel }: ConfirmDeploymentProps) {
  const { state, run } = useCall('contractDeploy')
  const [typed, setTyped] = useState(() => formatAmount(tried.fee))
  const fee = typedCoins(typed)
  const { args = [], amount = 0n } = deployment

  const confirm = async () => {
    if (!fee.ok) return
    const sent = await run({ ...deployment, fee: fee.value })
    if (sent) onSent(sent)
  }

  return (
    <Dialog onClose={onCancel} title={t`Deploy “${name}”?`}>
      <Stack>
        <Facts label={t`Deployment`}>
          <Fact name={t`From`}>
            <Party address={deployment.from} />
          </Fact>
          {args.length > 0 && (
            <Fact name={t`Arguments`} long>
              <Text component="code" size="sm" ff="monospace">
                {argumentsText(args)}
              </Text>
            </Fact>
          )}
          <Fact name={t`Size`}>{bytesText(new TextEncoder().encode(deployment.source).length)}</Fact>
          <Fact name={t`Gas, about`}>{countText(Number(tried.gas))}</Fact>
          {amount > 0n && (
            <Fact name={t`Coins given`}>
              <Amount amount={amount} />
            </Fact>
          )}
        </Facts>
        <CoinInput
          label={t`Fee`}
          value={typed}
          onChange={setTyped}
          error={!fee.ok && fee.error}
          description={t`The most that is paid; the part for unused gas is returned. Higher fees get into a block first.`}
        />
        {fee.ok && (
          <Facts label={t`Cost`}>
            <Fact name={t`At most`}>
              <strong>
                <Amount amount={amount + fee.value} />
              </strong>
            </Fact>
          </Facts>
        )}
        {state.status === 'failed' && <FailureAlert title={t`It was not deployed`} failure={state.failure} />}
        <ConfirmButtons
          action={t`Deploy now`}
          disabled={!fee.ok}
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onCancel}
        />
      </Stack>
    </Dialog>
  )
}
