import { plural, t } from '@lingui/core/macro'
import { IconBroadcast, IconBroadcastOff, IconCube, IconTopologyRing2, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ENGINE_WORDS } from '../engines/engine-words.ts'
import { producingShort, producingWords } from '../format/producing-words.ts'
import { countText } from '../format/quantity-text.ts'
import { useFault } from '../hooks/use-fault.ts'
import { useRival } from '../hooks/use-rival.ts'
import { useSummaryRow } from '../hooks/use-summary.ts'
import { useUnjudged } from '../hooks/use-unjudged.ts'
import { useNode } from '../node-context.tsx'
import { hrefOf, type Route } from '../router.ts'
import classes from './status-bar.module.css'
import { syncWords } from './sync-words.ts'
import { ThemeSwitch } from './theme-switch.tsx'

/**
 * The identity and status of this node, always visible. On a phone the less pressing facts are on the Mining,
 * Peers and Settings screens.
 */
export function StatusBar() {
  const { genesis, profile, crash } = useNode()
  const fault = useFault()
  const chain = useSummaryRow('chain')
  const network = useSummaryRow('network')
  const sync = useSummaryRow('sync')
  const mining = useSummaryRow('mining')
  const isBehind = (useUnjudged()?.behind ?? 0) > 0
  const isApart = useRival() !== undefined
  const health = crash ? 'stopped' : fault ? 'paused' : isApart ? 'apart' : isBehind ? 'behind' : 'running'
  const words = syncWords(sync, network, health)
  const { name, symbol } = genesis
  const engine = ENGINE_WORDS[genesis.consensus.type]
  const peers = network?.peers ?? 0
  const signaling = network?.signaling ?? 'connecting'

  return (
    <header className={classes.bar}>
      <div className={classes.row}>
        <div className={classes.place}>
          <a
            className={classes.network}
            href={hrefOf({ screen: 'networks' })}
            aria-label={t`Network ${name}`}
          >
            <strong>{name}</strong>
            <span className={classes.symbol}>{symbol}</span>
          </a>

          <span className={classes.sync} data-tone={words.tone} role="status" aria-label={t`Sync state`}>
            {words.text}
          </span>
        </div>

        <Item to={{ screen: 'blocks' }} name={t`Block height`} value={countText(chain?.height ?? 0)}>
          <IconCube size={17} stroke={1.7} />
          {chain ? countText(chain.height) : '–'}
        </Item>
        <Item to={{ screen: 'peers' }} name={t`Peers`} value={String(peers)}>
          <IconTopologyRing2 size={17} stroke={1.7} />
          {peers}
          <span className={classes.wide}>{plural(peers, { one: 'peer', other: 'peers' })}</span>
        </Item>
        <Item
          to={{ screen: 'mining' }}
          name={engine.place}
          value={producingWords(mining, engine)}
          wide={!mining?.on && !mining?.searching}
          active={mining?.searching}
        >
          <engine.icon size={17} stroke={1.7} />
          <span className={classes.wide}>{producingShort(mining)}</span>
        </Item>
        <Item to={{ screen: 'peers' }} name={t`Signaling`} value={SIGNALING_WORDS[signaling]} wide>
          {signaling === 'offline' ? (
            <IconBroadcastOff size={17} stroke={1.7} />
          ) : (
            <IconBroadcast size={17} stroke={1.7} />
          )}
          <span className={classes.roomy}>{SIGNALING_WORDS[signaling]}</span>
        </Item>
        <Item to={{ screen: 'settings' }} name={t`Profile`} value={String(profile)} wide>
          <IconUser size={17} stroke={1.7} />
          {profile}
        </Item>
        <span className={classes.theme}>
          <ThemeSwitch />
        </span>
      </div>

      <div className={classes.track} data-shown={words.percent !== undefined} aria-hidden="true">
        <div className={classes.progress} style={{ width: `${words.percent ?? 0}%` }} />
      </div>
    </header>
  )
}

const SIGNALING_WORDS = { connecting: t`connecting`, online: t`online`, offline: t`offline` }

interface ItemProps {
  readonly to: Route
  readonly name: string
  readonly value: string
  readonly children: ReactNode
  /** Hidden on a narrow screen. */
  readonly wide?: boolean
  readonly active?: boolean | undefined
}

/** One fact, with a link to the screen that has more details. */
function Item({ to, name, value, children, wide = false, active = false }: ItemProps) {
  const label = t`${name}: ${value}`
  return (
    <a
      className={classes.item}
      href={hrefOf(to)}
      aria-label={label}
      title={label}
      data-wide={wide}
      data-active={active}
    >
      {children}
    </a>
  )
}
