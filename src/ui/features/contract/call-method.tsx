import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { ContractSimulateResult, ContractValue } from '#api/contract-results.ts'
import { type FormMethod, MethodForm } from '../../components/method-form/method-form.tsx'
import { useCall } from '../../hooks/use-call.ts'
import { CallProgress } from './call-progress.tsx'
import { ConfirmCall } from './confirm-call.tsx'
import { MethodFailure } from './method-failure.tsx'
import type { PlannedCall } from './planned-call.ts'

interface CallMethodProps {
  readonly address: string
  readonly method: FormMethod
  readonly caller: string | undefined
}

interface Trial {
  readonly call: PlannedCall
  readonly result: ContractSimulateResult
}

/**
 * A call from its form to the chain: it is simulated, reviewed, sent, and followed until it is in a block.
 */
export function CallMethod({ address, method, caller }: CallMethodProps) {
  const trial = useCall('contractSimulate')
  const [tried, setTried] = useState<Trial>()
  const [sentId, setSentId] = useState<string>()

  const plan = async (args: unknown[], amount: bigint | undefined) => {
    if (caller === undefined) return
    // Fields return values; the node refuses invalid ones.
    const call = {
      from: caller,
      address,
      method: method.name,
      args: args as ContractValue[],
      ...(amount === undefined ? {} : { amount }),
    }
    const result = await trial.run(call)
    if (result) setTried({ call, result })
  }
  const sent = (txId: string) => {
    setTried(undefined)
    setSentId(txId)
  }

  return (
    <>
      <MethodForm
        // A second click does not send the call again.
        key={`form ${sentId}`}
        method={method}
        action={t`Call`}
        running={trial.state.status === 'running'}
        disabled={caller === undefined}
        onSubmit={plan}
      />
      {trial.state.status === 'failed' && (
        <MethodFailure title={t`It cannot be tried`} failure={trial.state.failure} address={address} />
      )}
      {sentId !== undefined && <CallProgress key={sentId} txId={sentId} address={address} />}
      {tried && (
        <ConfirmCall
          {...tried}
          parameters={method.parameters}
          onSent={sent}
          onCancel={() => setTried(undefined)}
        />
      )}
    </>
  )
}
