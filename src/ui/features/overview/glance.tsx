import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Summary } from '#storage/live-queries.ts'
import { Panel } from '../../components/panel.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { producingShort } from '../../format/producing-words.ts'
import { countText } from '../../format/quantity-text.ts'
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
  const finalHeight = countText(chain?.finalHeight ?? 0)
  const { place, offShort } = ENGINE_WORDS[useNode().genesis.consensus.type]

  return (
    <Panel title={t`The network now`}>
      <div className={classes.glance}>
        <Figure
          to={{ screen: 'blocks' }}
          name={t`Height`}
          value={chain ? countText(chain.height) : '–'}
          note={
            !chain ? (
              t`starting`
            ) : chain.height === 0 ? (
              t`only the first block`
            ) : chain.finalHeight === chain.height ? (
              <TimeText at={chain.tipTime} />
            ) : (
              <Trans>
                <TimeText at={chain.tipTime} />, final up to #{finalHeight}
              </Trans>
            )
          }
        />
        <Figure
          to={{ screen: 'peers' }}
          name={t`Peers`}
          value={network ? String(network.peers) : '–'}
          note={network?.peers === 0 ? t`no other tab is linked` : t`linked to this tab`}
        />
        <Figure
          to={{ screen: 'mining' }}
          name={t`Waiting`}
          value={mempool ? countText(mempool.count) : '–'}
          note={plural(
            { waiting: mempool?.count ?? 0 },
            {
              one: 'transaction for the next block',
              other: 'transactions for the next block',
            },
          )}
        />
        <Figure
          to={{ screen: 'mining' }}
          name={place}
          value={upperFirst(producingShort(mining))}
          note={mining?.on ? foundWords(mining) : offShort}
        />
      </div>
    </Panel>
  )
}

const foundWords = ({ search, blocksFound }: Summary['mining']) =>
  search
    ? plural(blocksFound, { one: '# block mined here', other: '# blocks mined here' })
    : plural(blocksFound, { one: '# block made here', other: '# blocks made here' })

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
