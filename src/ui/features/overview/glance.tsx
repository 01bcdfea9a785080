import { plural as counted, t } from '@lingui/core/macro'
import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from '../../components/panel.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { CONSENSUS_WORDS } from '../../format/consensus-words.ts'
import { producingShort } from '../../format/producing-words.ts'
import { countText, plural } from '../../format/quantity-text.ts'
import { upperFirst } from '../../format/upper-first.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf, type Route } from '../../router.ts'
import classes from './overview.module.css'

/** The network in four numbers, each with an explanation. */
export function Glance() {
  const chain = useSummaryRow('chain')
  const network = useSummaryRow('network')
  const mempool = useSummaryRow('mempool')
  const mining = useSummaryRow('mining')
  const { place, made, offShort } = CONSENSUS_WORDS[useNode().genesis.consensus.type]

  return (
    <Panel title={t`The network now`}>
      <div className={classes.glance}>
        <Figure
          to={{ screen: 'blocks' }}
          name="Height"
          value={chain ? countText(chain.height) : '–'}
          note={
            !chain ? (
              'starting'
            ) : chain.height === 0 ? (
              'only the first block'
            ) : (
              <>
                <TimeText at={chain.tipTime} />
                {chain.finalHeight < chain.height && `, final up to #${countText(chain.finalHeight)}`}
              </>
            )
          }
        />
        <Figure
          to={{ screen: 'peers' }}
          name="Peers"
          value={network ? String(network.peers) : '–'}
          note={network?.peers === 0 ? 'no other tab is linked' : 'linked to this tab'}
        />
        <Figure
          to={{ screen: 'mining' }}
          name="Waiting"
          value={mempool ? countText(mempool.count) : '–'}
          note={counted(mempool?.count ?? 0, {
            one: 'transaction for the next block',
            other: 'transactions for the next block',
          })}
        />
        <Figure
          to={{ screen: 'mining' }}
          name={place}
          value={upperFirst(producingShort(mining))}
          note={mining?.on ? `${plural(mining.blocksFound, 'block')} ${made} here` : offShort}
        />
      </div>
    </Panel>
  )
}

interface FigureProps {
  readonly to: Route
  readonly name: string
  readonly value: string
  readonly note: ReactNode
}

function Figure({ to, name, value, note }: FigureProps) {
  return (
    <div>
      <Anchor href={hrefOf(to)} c="dimmed" size="sm" underline="hover">
        {name}
      </Anchor>
      <Text className={classes.figure}>{value}</Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  )
}
