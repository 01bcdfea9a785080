import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Badge, Button, Text } from '@mantine/core'
import { looksAlike } from '#api/network-look.ts'
import type { NetworkResult } from '#api/results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import type { ConsensusType } from '../../engines/engine-parts.ts'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { shortText } from '../../format/short-text.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { NETWORKS_SHOWN } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import classes from './networks.module.css'
import { openNetwork } from './open-network.ts'

/** The networks that this profile has opened or founded; each keeps its own chain. */
export function KnownNetworks() {
  const { api } = useNode()
  const id = useSummaryRow('network')?.id
  // Another network reloads the page, so the list changes only then.
  const answer = useAnswer(() => api.networkList({}), id ?? '')
  const open = useCall('networkSwitch')

  const choose = async (network: NetworkResult) => {
    const chosen = await open.run({ id: network.id })
    if (chosen) openNetwork(chosen.link)
  }

  return (
    <Panel title={t`Known networks`} flush>
      {answer.status === 'loading' && <ListSkeleton rows={2} />}
      {answer.status === 'error' && (
        <div className={classes.inset}>
          <FailureAlert title={t`The list cannot be shown`} failure={answer.failure} />
        </div>
      )}
      {answer.status === 'ready' && (
        <ul className={classes.list} aria-label={t`Known networks`}>
          {answer.value.slice(0, NETWORKS_SHOWN).map(network => (
            <NetworkLine
              key={network.id}
              network={network}
              isAlike={answer.value.some(other => other.id !== network.id && looksAlike(other, network))}
              busy={open.state.status === 'running'}
              onOpen={() => choose(network)}
            />
          ))}
        </ul>
      )}
      {open.state.status === 'failed' && (
        <div className={classes.inset}>
          <FailureAlert title={t`Not opened`} failure={open.state.failure} />
        </div>
      )}
    </Panel>
  )
}

interface NetworkLineProps {
  readonly network: NetworkResult
  /** Another network has the same name and symbol. */
  readonly isAlike: boolean
  readonly busy: boolean
  onOpen(): void
}

function NetworkLine({ network, isAlike, busy, onOpen }: NetworkLineProps) {
  const { id, name, symbol, consensus, current } = network
  return (
    <li className={classes.line}>
      <GlyphIcon of={id} size={36} />
      <span className={classes.what}>
        <span className={classes.name}>
          <strong>{name}</strong> {symbol}
        </span>
        <Text span size="sm" c="dimmed" truncate>
          {consensusName(consensus)}
          <span className={classes.id}> · {shortText(id, 6, 4)}</span>
        </Text>
        {isAlike && (
          <Text span size="xs" c="amber">
            {t`same name, another network: ${{ id: shortText(id, 6, 4) }}`}
          </Text>
        )}
      </span>
      {current ? (
        <Badge variant="light" size="lg" tt="none" fw={600}>
          <Trans>open here</Trans>
        </Badge>
      ) : (
        <Button variant="light" size="sm" disabled={busy} onClick={onOpen} aria-label={t`Open ${name}`}>
          <Trans>Open</Trans>
        </Button>
      )}
    </li>
  )
}

const consensusName = (consensus: string) =>
  Object.hasOwn(ENGINE_WORDS, consensus) ? ENGINE_WORDS[consensus as ConsensusType].name : consensus
