import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ContractSimulateResult } from '#api/contract-results.ts'
import { formatAmount } from '#chain/amount.ts'
import { CoinInput } from '../../components/coin-input.tsx'
import { ConfirmButtons } from '../../components/confirm-buttons.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { typedCoins } from '../../format/typed-coins.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useNode } from '../../node-context.tsx'
import { StepThrough } from '../trace/step-through.tsx'
import { readGasLimit } from './gas-limit.ts'
import { MethodFailure } from './method-failure.tsx'
import type { PlannedCall } from './planned-call.ts'
import { TrialFacts } from './trial-facts.tsx'

interface ConfirmCallProps {
  readonly call: PlannedCall
  /** The method's parameters, as names of the arguments. */
  readonly parameters: readonly string[]
  /** The result of its simulation on the current state. */
  readonly result: ContractSimulateResult
  onSent(txId: string): void
  onCancel(): void
}

/**
 * The review of a call, with its simulated result. A call that would fail can still be sent, with a gas limit
 * typed by the user.
 */
export function ConfirmCall({ call, parameters, result, onSent, onCancel }: ConfirmCallProps) {
  const { blockGas } = useNode().genesis.limits
  const send = useCall('contractCall')
  const [fee, setFee] = useState(() => formatAmount(result.fee))
  const [gasLimit, setGasLimit] = useState(() => String(result.gasLimit))

  const offered = typedCoins(fee)
  const limit = result.ok ? undefined : readGasLimit(gasLimit, blockGas)
  const isReady = offered.ok && limit?.ok !== false
  const confirm = async () => {
    if (!offered.ok || limit?.ok === false) return
    const gas = limit === undefined ? {} : { gasLimit: limit.value }
    const sent = await send.run({ ...call, fee: offered.value, ...gas })
    if (sent) onSent(sent.txId)
  }

  return (
    <Dialog onClose={onCancel} title={result.ok ? t`Send this call?` : t`This call would fail`}>
      <Stack>
        {result.error && (
          <>
            <MethodFailure title={t`The trial failed`} failure={result.error} address={call.address} />
            <div>
              <StepThrough request={call} />
            </div>
          </>
        )}
        <TrialFacts call={call} parameters={parameters} result={result} />
        {result.error && <NumberHint args={call.args} />}
        <CoinInput
          label={t`Fee`}
          value={fee}
          onChange={setFee}
          error={!offered.ok && offered.error}
          description={t`Offered for all of the gas; the unused part is returned`}
        />
        {limit !== undefined && (
          <TextInput
            label={t`Gas limit`}
            value={gasLimit}
            onChange={event => setGasLimit(event.currentTarget.value)}
            error={!limit.ok && limit.error.message}
            description={t`The call is sent as it is. If it fails in its block too, it changes nothing, and the fee for the gas that it used is paid`}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
          />
        )}
        {send.state.status === 'failed' && (
          <MethodFailure title={t`It was not sent`} failure={send.state.failure} address={call.address} />
        )}
        <ConfirmButtons
          action={result.ok ? t`Send now` : t`Send it anyway`}
          risky={!result.ok}
          disabled={!isReady}
          running={send.state.status === 'running'}
          onConfirm={confirm}
          onBack={onCancel}
        />
      </Stack>
    </Dialog>
  )
}

/**
 * A hint about the most frequent mistake: contracts hold amounts as bigints, and plain digits are a number.
 */
function NumberHint({ args }: { readonly args: PlannedCall['args'] }) {
  const found = args.find(value => typeof value === 'number')
  if (found === undefined) return null
  const number = String(found)
  return (
    <Text size="sm" c="dimmed">
      <Trans>
        {number} was read as a number. If the contract wants a bigint, go back and choose that under the
        field.
      </Trans>
    </Text>
  )
}
