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
  /** The draft's. */
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
    <Dialog onClose={onCancel} title={`Deploy “${name}”?`}>
      <Stack>
        <Facts label="Deployment">
          <Fact name="From">
            <Party address={deployment.from} />
          </Fact>
          {args.length > 0 && (
            <Fact name="Arguments" long>
              <Text component="code" size="sm" ff="monospace">
                {argumentsText(args)}
              </Text>
            </Fact>
          )}
          <Fact name="Size">{bytesText(new TextEncoder().encode(deployment.source).length)}</Fact>
          <Fact name="Gas, about">{countText(Number(tried.gas))}</Fact>
          {amount > 0n && (
            <Fact name="Coins given">
              <Amount amount={amount} />
            </Fact>
          )}
        </Facts>
        <CoinInput
          label="Fee"
          value={typed}
          onChange={setTyped}
          error={!fee.ok && fee.error}
          description="The most that is paid; the part for unused gas is returned. Higher fees get into a block first."
        />
        {fee.ok && (
          <Facts label="Cost">
            <Fact name="At most">
              <strong>
                <Amount amount={amount + fee.value} />
              </strong>
            </Fact>
          </Facts>
        )}
        {state.status === 'failed' && <FailureAlert title="It was not deployed" failure={state.failure} />}
        <ConfirmButtons
          action="Deploy now"
          disabled={!fee.ok}
          running={state.status === 'running'}
          onConfirm={confirm}
          onBack={onCancel}
        />
      </Stack>
    </Dialog>
  )
}
