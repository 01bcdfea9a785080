import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Stack, Textarea } from '@mantine/core'
import { IconCertificate, IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { NodeApi } from '#api/calls.ts'
import type { ProofCheckResult } from '#api/results.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { countText } from '../../format/quantity-text.ts'
import { useCommand } from '../../hooks/use-command.ts'
import { PROOF_MAX_CHARACTERS } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import { readProofJson } from './proof-json.ts'
import { Statement } from './statement.tsx'

/** Checks a proof against this tab's copy of the block that it names. */
export function CheckProof() {
  const { api } = useNode()
  const [text, setText] = useState('')
  const check = useCommand((given: string) => checkProof(api, given))
  const { state } = check

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void check.run(text)
  }

  return (
    <Panel title={t`Check a proof`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            aria-label={t`Proof`}
            description={t`Of a balance, a transaction or a file. The block that it names must be on the chain of this tab.`}
            placeholder={'{ "header": …, "proof": … }'}
            rows={3}
            value={text}
            maxLength={PROOF_MAX_CHARACTERS}
            onChange={event => {
              setText(event.currentTarget.value)
              check.clear()
            }}
            error={state.status === 'failed' && fieldMessage(state.failure.message)}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          />
          <Button
            type="submit"
            variant="light"
            leftSection={<IconCertificate size={18} />}
            disabled={text.trim() === ''}
            loading={state.status === 'running'}
            style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
          >
            <Trans>Check</Trans>
          </Button>
          {state.status === 'done' && <Verdict {...state.value} />}
        </Stack>
      </form>
    </Panel>
  )
}

interface Checked {
  readonly result: ProofCheckResult
  /** Of the block that the proof names. */
  readonly height: number
}

function Verdict({ result, height }: Checked) {
  const { holds, statement, reason } = result
  const at = countText(height)
  if (!holds || !statement)
    return (
      <FailureAlert
        title={t`The proof is not valid`}
        failure={{
          code: 'PROOF_BAD',
          message: fieldMessage(reason ?? t`It does not lead to the block that it names`),
        }}
      />
    )
  return (
    <Alert color="spruce" variant="light" icon={<IconCheck />} title={t`The proof is valid`} role="status">
      <Trans>
        At block #{at}: <Statement of={statement} />.
      </Trans>
    </Alert>
  )
}

async function checkProof(api: NodeApi, text: string): Promise<Result<Checked, Failure>> {
  const given = readProofJson(text)
  if (!given.ok) return given
  // This tab may also know a block of a fork, which proves nothing about the chain.
  const block = await api.block({ at: given.value.header })
  if (!block.ok || !block.value.main)
    return fail(
      'PROOF_BLOCK',
      t`The block that it names is not on the chain of this tab, so it cannot be checked here`,
    )
  const answer = await api.chainCheck(given.value)
  return answer.ok ? ok({ result: answer.value, height: block.value.height }) : answer
}
