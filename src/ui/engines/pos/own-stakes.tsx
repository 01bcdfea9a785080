import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Amount } from '../../components/amount.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { relativeTime } from '../../format/relative-time.ts'
import type { Staker } from '../../format/staker-of.ts'
import { useNow } from '../../hooks/use-relative-time.ts'
import classes from './pos.module.css'

/** The stakes of the own addresses: in total, counted now, and unbonding. */
export function OwnStakes({ stakers }: { readonly stakers: readonly Staker[] }) {
  const now = useNow()
  return (
    <Panel title={t`Your stakes`}>
      {stakers.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>
            None of your addresses has a stake. Staked coins let this tab make blocks and earn what blocks
            pay; you can take them back after a waiting time.
          </Trans>
        </Text>
      )}
      {stakers.map(({ address, staked, counted, unbonding }) => (
        <div key={address} className={classes.own}>
          <Text fw={600}>
            <Party address={address} link />
          </Text>
          <Facts label={t`Stake`}>
            <Fact name={t`At stake`}>
              <Amount amount={staked} />
            </Fact>
            <Fact name={t`Counts now`}>
              <Amount amount={counted} />
              {counted !== staked && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  <Trans>(a change counts two epochs later)</Trans>
                </Text>
              )}
            </Fact>
            {unbonding.map(({ amount, releaseAt }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be released at one time
              <Fact key={place} name={t`Being returned`}>
                <Amount amount={amount} />{' '}
                <Text span size="sm" c="dimmed">
                  {releaseAt > now ? relativeTime(now, releaseAt) : t`with the next block`}
                </Text>
              </Fact>
            ))}
          </Facts>
        </div>
      ))}
    </Panel>
  )
}
