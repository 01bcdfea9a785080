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

interface ProveProps {
  /** An address, a transaction id or a CID. */
  readonly of: string
  /** The subject of the proof, such as `what this address holds`. */
  readonly what: string
}

/** A proof to share: whoever trusts one header of the chain can check it without a node. */
export function Prove({ of, what }: ProveProps) {
  const prove = useCall('chainProof')
  const { state } = prove
  return (
    <Panel
      title="Proof"
      action={
        <Button
          size="sm"
          variant="light"
          leftSection={<IconCertificate size={17} />}
          onClick={() => prove.run({ of })}
          loading={state.status === 'running'}
        >
          {state.status === 'done' ? 'Prove again' : 'Prove'}
        </Button>
      }
    >
      {state.status === 'done' ? (
        <Proven proof={state.value} />
      ) : (
        <Text size="sm" c="dimmed">
          Shows {what} to anyone who knows one block of this chain, without the chain itself.
        </Text>
      )}
      {state.status === 'failed' && <FailureAlert title="No proof" failure={state.failure} />}
    </Panel>
  )
}

function Proven({ proof }: { readonly proof: ProofResult }) {
  const { header, statement } = proof
  const text = proofJson(proof)
  return (
    <div role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        At block #{countText(header.height)}{' '}
        <HashText value={header.id} what="block id" to={{ screen: 'block', at: header.id }} copy={false} />:{' '}
        <Statement of={statement} />.
      </Text>
      <Group gap="sm" mt="sm">
        <CopyTextButton value={text} name="Copy proof" />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} />}
          onClick={() =>
            download(new Blob([text], { type: 'application/json' }), `proof-${header.height}.json`)
          }
        >
          Download
        </Button>
      </Group>
    </div>
  )
}
