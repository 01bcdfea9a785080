import { t } from '@lingui/core/macro'
import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContractMethodResult, ContractSimulateResult } from '#api/contract-results.ts'
import type { Failure, Result } from '#lib/result.ts'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { MethodForm } from '../../../components/method-form/method-form.tsx'
import { OwnAddressSelect } from '../../../components/own-address-select.tsx'
import { failureWords } from '../../../format/failure-words.ts'
import { useCommand } from '../../../hooks/use-command.ts'
import { useOwnAddress } from '../../../hooks/use-own-address.ts'
import { useNode } from '../../../node-context.tsx'
import type { SourceMark } from '../editor/source-marks.ts'
import { initOf } from '../init-method.ts'
import { type SourceCheck, withoutLine } from '../source-check.ts'
import { ConfirmDeployment, type Deployment } from './confirm-deployment.tsx'
import { DeployedNote } from './deployed-note.tsx'

interface DeployPanelProps {
  readonly name: string
  source(): string
  readonly abi: readonly ContractMethodResult[]
  readonly check: SourceCheck
  /** A line of the source where the deployment would fail. */
  onMark(mark: SourceMark | undefined): void
  onGoTo(line: number): void
}

type Tried = { readonly deployment: Deployment; readonly simulated: ContractSimulateResult }

/** Deploys the draft: a form for the arguments of `init`, the cost, and a review before it is sent. */
export function DeployPanel({ name, source, abi, check, onMark, onGoTo }: DeployPanelProps) {
  const { api } = useNode()
  const [from, choose] = useOwnAddress()
  const [asked, setAsked] = useState<Tried>()
  const [sent, setSent] = useState<{ readonly txId: string; readonly address: string }>()
  const init = initOf(abi)

  const estimate = useCommand(async (deployment: Deployment): Promise<Result<Tried, Failure>> => {
    const { fee: _, ...request } = deployment
    const simulated = await api.contractSimulate(request)
    return simulated.ok ? { ok: true, value: { deployment, simulated: simulated.value } } : simulated
  })
  const review = async (args: unknown[], amount: bigint | undefined) => {
    if (!from) return
    const deployment = {
      from: from.address,
      source: source(),
      args,
      ...(amount === undefined ? {} : { amount }),
    }
    onMark(undefined)
    const tried = await estimate.run(deployment)
    if (!tried) return
    if (tried.simulated.ok) return setAsked(tried)
    onMark(markOf(tried.simulated))
  }

  if (check.status === 'wrong' || check.status === 'checking') return <NotYet check={check} onGoTo={onGoTo} />
  const refused = estimate.state.status === 'done' && !estimate.state.value.simulated.ok
  return (
    <Stack gap="md">
      {sent && <DeployedNote {...sent} onClose={() => setSent(undefined)} />}
      <Text size="sm" c="dimmed">
        {t`Everybody on this network can use a deployed contract, and nobody can change its source.`}
      </Text>
      <OwnAddressSelect label={t`From`} value={from?.address} onChange={choose} />
      <MethodForm
        key={init.parameters.join()}
        method={init}
        action={t`Review deployment`}
        running={estimate.state.status === 'running'}
        disabled={!from}
        onSubmit={review}
      />
      {estimate.state.status === 'failed' && (
        <FailureAlert title={t`It cannot be deployed`} failure={estimate.state.failure} />
      )}
      {refused && <Refused simulated={estimate.state.value.simulated} onGoTo={onGoTo} />}
      {asked && (
        <ConfirmDeployment
          name={name}
          deployment={asked.deployment}
          tried={asked.simulated}
          onSent={what => {
            setAsked(undefined)
            setSent(what)
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </Stack>
  )
}

function NotYet({ check, onGoTo }: Pick<DeployPanelProps, 'check' | 'onGoTo'>) {
  if (check.status !== 'wrong') return <Text c="dimmed">{t`The source is being checked.`}</Text>
  const { line, message } = check.problem
  return (
    <Stack gap="xs">
      <Text fw={620}>{t`It cannot be deployed yet`}</Text>
      <Text size="sm" c="dimmed">
        {t`The engine rejects the source: ${message}`}
      </Text>
      {line > 0 && <ToLine line={line} onGoTo={onGoTo} />}
    </Stack>
  )
}

function Refused({
  simulated: { error },
  onGoTo,
}: {
  readonly simulated: ContractSimulateResult
  onGoTo(line: number): void
}) {
  if (!error) return null
  const { code, message, line } = withoutLine(error)
  return (
    <Alert color="clay" variant="light" icon={<IconAlertTriangle />} title={failureWords(code)} role="alert">
      {t`${message}. Nothing was sent.`} {line > 0 && <ToLine line={line} onGoTo={onGoTo} />}
    </Alert>
  )
}

const ToLine = ({ line, onGoTo }: { readonly line: number; onGoTo(line: number): void }) => (
  <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onGoTo(line)}>
    {t`Go to line ${line}`}
  </Anchor>
)

function markOf({ error }: ContractSimulateResult): SourceMark | undefined {
  return error && error.line > 0 ? { ...withoutLine(error), severity: 'warning' } : undefined
}
