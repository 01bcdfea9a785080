import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconCertificate, IconDownload } from '@tabler/icons-react'
import type { ProofResult } from '#api/results.ts'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { HashText } from '../../components/hash-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { download } from '../../download.ts'
import { countText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { proofJson } from './proof-json.ts'
import { Statement } from './statement.tsx'

/** What a proof shows, and to whom. */
const ABOUT = {
  address: t`Shows what this address holds to anyone who knows one block of this chain, without the chain itself.`,
  contract: t`Shows what this contract holds to anyone who knows one block of this chain, without the chain itself.`,
  file: t`Shows that this file was recorded, by whom and when, to anyone who knows one block of this chain, without the chain itself.`,
  transaction: t`Shows that this transaction is on the chain to anyone who knows one block of this chain, without the chain itself.`,
}

interface ProveProps {
  /** An address, a transaction id or a CID. */
  readonly of: string
  /** What `of` names. */
  readonly kind: keyof typeof ABOUT
}

/** A proof to share: whoever trusts one header of the chain can check it without a node. */
export function Prove({ of, kind }: ProveProps) {
  const prove = useCall('chainProof')
  const { state } = prove
  return (
    <Panel
      title={t`Proof`}
      action={
        <Button
          size="sm"
          variant="light"
          leftSection={<IconCertificate size={17} />}
          onClick={() => prove.run({ of })}
          loading={state.status === 'running'}
        >
          {state.status === 'done' ? t`Prove again` : t`Prove`}
        </Button>
      }
    >
      {state.status === 'done' ? (
        <Proven proof={state.value} />
      ) : (
        <Text size="sm" c="dimmed">
          {ABOUT[kind]}
        </Text>
      )}
      {state.status === 'failed' && <FailureAlert title={t`No proof`} failure={state.failure} />}
    </Panel>
  )
}

function Proven({ proof }: { readonly proof: ProofResult }) {
  const { header, statement } = proof
  const text = proofJson(proof)
  const at = countText(header.height)
  return (
    <div role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Trans>
          At block #{at}{' '}
          <HashText
            value={header.id}
            what={t`block id`}
            to={{ screen: 'block', at: header.id }}
            copy={false}
          />
          : <Statement of={statement} />.
        </Trans>
      </Text>
      <Group gap="sm" mt="sm">
        <CopyTextButton value={text} name={t`Copy proof`} />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} />}
          onClick={() =>
            download(new Blob([text], { type: 'application/json' }), `proof-${header.height}.json`)
          }
        >
          <Trans>Download</Trans>
        </Button>
      </Group>
    </div>
  )
}
