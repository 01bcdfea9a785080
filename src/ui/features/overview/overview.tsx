import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconArrowUpRight, IconCube, IconQrcode, IconReceipt2, IconUserPlus } from '@tabler/icons-react'
import { latestBlocks } from '#storage/live-queries.ts'
import { Amount } from '../../components/amount.tsx'
import { BlockStrip } from '../../components/block-strip.tsx'
import { EmptyNote } from '../../components/empty-note.tsx'
import { LinkNotice } from '../../components/link-notice.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { MoreLink } from '../../components/more-link.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { TxList } from '../../components/tx-list.tsx'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { useHistory } from '../../hooks/use-history.ts'
import { useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { BLOCKS_ON_OVERVIEW, PAYMENTS_ON_OVERVIEW } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf, type Route } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { Glance } from './glance.tsx'
import { Nudge } from './nudge.tsx'
import classes from './overview.module.css'

/** The home screen: balances, activity, and next steps. */
export function Overview() {
  return (
    <>
      <ScreenTitle title={t`Overview`} />
      <LinkNotice />
      <div className={classes.top}>
        <Balance />
        <Glance />
      </div>
      <LatestBlocks />
      <RecentTransactions />
      <Nudge />
    </>
  )
}

function Balance() {
  const { live, total, staked, pendingIn, pendingOut } = useWallet()
  const network = useSummaryRow('network')
  const alone = network?.peers === 0 && network.others === 0

  return (
    <section className={classes.hero} aria-label={t`Balance`}>
      <Text size="sm" className={classes.quiet}>
        <Trans>Your balance</Trans>
      </Text>
      <div className={classes.balance}>
        {live.status === 'loading' ? <Skeleton height={46} width={200} /> : <Amount amount={total} />}
      </div>
      <Text size="sm" className={classes.quiet} mih={22} role="status">
        {staked > 0n && (
          <>
            <Trans>
              <Amount amount={staked} /> also at stake
            </Trans>
            {pendingIn + pendingOut > 0n && ', '}
          </>
        )}
        {pendingIn > 0n && (
          <>
            <Trans>
              <Amount amount={pendingIn} signed /> coming in
            </Trans>
            {pendingOut > 0n && ', '}
          </>
        )}
        {pendingOut > 0n && (
          <Trans>
            <Amount amount={-pendingOut} signed /> going out
          </Trans>
        )}
      </Text>
      <Group gap="sm" mt="auto" pt="md">
        <Button
          component="a"
          href={hrefOf({ screen: 'wallet', panel: 'send' })}
          leftSection={<IconArrowUpRight size={18} />}
          className={classes.first}
        >
          <Trans>Send</Trans>
        </Button>
        <Button
          component="a"
          href={hrefOf({ screen: 'wallet', panel: 'receive' })}
          leftSection={<IconQrcode size={18} />}
          className={classes.second}
        >
          <Trans>Receive</Trans>
        </Button>
        {alone && (
          <Button
            component="a"
            href={hrefOf({ screen: 'invite' })}
            leftSection={<IconUserPlus size={18} />}
            className={classes.second}
          >
            <Trans>Invite someone</Trans>
          </Button>
        )}
      </Group>
    </section>
  )
}

function LatestBlocks() {
  const blocks = useLive(db => latestBlocks(db, BLOCKS_ON_OVERVIEW))
  return (
    <Panel
      title={t`Latest blocks`}
      action={
        <MoreLink to={{ screen: 'blocks' }}>
          <Trans>All blocks</Trans>
        </MoreLink>
      }
      flush
    >
      <div className={classes.strip}>
        <Show
          live={blocks}
          loading={<Skeleton height={124} mx="lg" w="auto" />}
          empty={
            <EmptyNote icon={<IconCube size={32} stroke={1.4} />} title={t`No blocks yet`}>
              <Trans>The first block is written when the node has started.</Trans>
            </EmptyNote>
          }
        >
          {rows => <BlockStrip label={t`Latest blocks`} blocks={rows} />}
        </Show>
      </div>
    </Panel>
  )
}

function RecentTransactions() {
  const { firstCoins } = ENGINE_WORDS[useNode().genesis.consensus.type]
  const { rows, own, total } = useWallet()
  const addresses = rows.map(row => row.address)
  const history = useHistory(addresses, PAYMENTS_ON_OVERVIEW)
  return (
    <Panel
      title={t`Your transactions`}
      action={
        <MoreLink to={{ screen: 'wallet', panel: 'send' }}>
          <Trans>Wallet</Trans>
        </MoreLink>
      }
      flush
    >
      <Show
        live={history}
        loading={<ListSkeleton rows={3} />}
        empty={
          <EmptyNote
            icon={<IconReceipt2 size={32} stroke={1.4} />}
            title={t`No transactions yet`}
            action={
              total === 0n ? (
                <Button component="a" href={hrefOf(FIRST_COINS[firstCoins.screen])} variant="light">
                  {firstCoins.action}
                </Button>
              ) : (
                <Button component="a" href={hrefOf({ screen: 'wallet', panel: 'send' })} variant="light">
                  <Trans>Send a payment</Trans>
                </Button>
              )
            }
          >
            {total === 0n
              ? firstCoins.text
              : t`What you send and receive is listed here. Rewards for blocks are part of the balance.`}
          </EmptyNote>
        }
      >
        {txs => <TxList label={t`Your transactions`} txs={txs} perspective={own} />}
      </Show>
    </Panel>
  )
}

const FIRST_COINS: Record<'mining' | 'receive', Route> = {
  mining: { screen: 'mining' },
  receive: { screen: 'wallet', panel: 'receive' },
}
