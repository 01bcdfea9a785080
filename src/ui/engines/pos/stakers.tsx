import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { Amount } from '../../components/amount.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import type { Staker } from '../../format/staker-of.ts'
import { STAKERS_STEP } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import type { PanelProps } from '../engine-parts.ts'
import classes from './pos.module.css'
import { sharePercent, shareText } from './share-text.ts'

/** The stakes, largest first, each with its share of the lottery. */
export function Stakers({ facts }: Pick<PanelProps<'pos'>, 'facts'>) {
  const [shown, setShown] = useState(STAKERS_STEP)
  const { stakers, counted } = facts
  return (
    <Panel title={t`Stakers`} flush action={<Total counted={counted} />}>
      <ul className={classes.list} aria-label={t`Stakers`}>
        {stakers.slice(0, shown).map(staker => (
          <StakerLine key={staker.address} staker={staker} all={counted} />
        ))}
      </ul>
      {stakers.length > shown && <ShowMore onClick={() => setShown(shown + STAKERS_STEP)} />}
    </Panel>
  )
}

const Total = ({ counted }: { readonly counted: bigint }) => (
  <Text size="sm" c="dimmed" ta="right">
    <Trans>
      <Amount amount={counted} /> in all
    </Trans>
  </Text>
)

function StakerLine({ staker, all }: { readonly staker: Staker; readonly all: bigint }) {
  const { own } = useWallet()
  const { address, staked, counted } = staker
  return (
    <li>
      <a className={classes.line} href={hrefOf({ screen: 'address', address })}>
        <GlyphIcon of={address} size={36} />
        <span className={classes.what}>
          <span className={classes.who}>
            <Party address={address} />
            {own.has(address) && (
              <span className={classes.note}>
                {' '}
                <Trans>(you)</Trans>
              </span>
            )}
          </span>
          <span className={classes.bar} data-own={own.has(address)}>
            <span style={{ width: `${sharePercent(counted, all)}%` }} />
          </span>
        </span>
        <span className={classes.end}>
          <strong>{shareText(counted, all)}</strong>
          <span className={classes.note}>
            <Amount amount={staked} tight />
          </span>
        </span>
      </a>
    </li>
  )
}
