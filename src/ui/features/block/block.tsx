import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconGitFork } from '@tabler/icons-react'
import type { BlockResult } from '#api/results.ts'
import { blockRow, undoTime } from '#storage/live-queries.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { countText } from '../../format/quantity-text.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { BlockFacts } from './block-facts.tsx'
import { BlockFiles } from './block-files.tsx'
import { BlockTxs } from './block-txs.tsx'

/** One block, by height or id: its header, transactions and seal. */
export function Block({ at }: { readonly at: string }) {
  const { api } = useNode()
  const row = shownValue(useLive(db => blockRow(db, at), at))
  const chain = useSummaryRow('chain')
  // A block never changes under its id. Only whether it is on the main chain may change, which its live row
  // shows.
  const answer = useAnswer(() => api.block({ at }), `${at} ${row?.main ?? ''}`)

  const height = row?.height ?? (answer.status === 'ready' ? answer.value.height : undefined)
  const title = height === undefined ? t`Block` : t`Block #${{ height: countText(height) }}`
  return (
    <>
      <ScreenTitle title={title}>
        {height !== undefined && (
          <Group gap="xs" component="nav" aria-label={t`Neighbouring blocks`}>
            <Neighbour height={height - 1} exists={height > 0} side="previous" />
            <Neighbour
              height={height + 1}
              exists={chain !== undefined && height < chain.height}
              side="next"
            />
          </Group>
        )}
      </ScreenTitle>
      {answer.status === 'loading' && <Skeleton height={480} radius="lg" />}
      {answer.status === 'error' && (
        <FailureAlert title={t`This block cannot be shown`} failure={answer.failure} />
      )}
      {answer.status === 'ready' && (
        <Details block={answer.value} main={row ? row.main === 1 : answer.value.main} />
      )}
    </>
  )
}

function Details({ block, main }: { readonly block: BlockResult; readonly main: boolean }) {
  const tip = useSummaryRow('chain')
  const undoMs = shownValue(useLive(db => undoTime(db, block.id), block.id))
  return (
    <>
      {!main && (
        <Alert color="amber" variant="light" icon={<IconGitFork />} title={t`On a fork`}>
          <Trans>
            The chain of this tab has another block at this height. The transactions here count only if they
            are on the main chain too.
          </Trans>
        </Alert>
      )}
      <BlockFacts
        block={block}
        confirmations={main && tip ? Math.max(0, tip.height - block.height) + 1 : 0}
        undoMs={main ? undoMs : undefined}
        final={main && tip !== undefined && block.height <= tip.finalHeight}
      />
      <BlockFiles block={block} />
      <BlockTxs key={block.id} block={block} />
    </>
  )
}

function Neighbour({
  height,
  exists,
  side,
}: {
  readonly height: number
  readonly exists: boolean
  readonly side: 'previous' | 'next'
}) {
  const text = side === 'next' ? t`Next` : t`Previous`
  const icon = side === 'next' ? <IconChevronRight size={18} /> : <IconChevronLeft size={18} />
  const sections = side === 'next' ? { rightSection: icon } : { leftSection: icon }
  // A button without a target is not a link.
  if (!exists)
    return (
      <Button variant="default" disabled {...sections}>
        {text}
      </Button>
    )
  return (
    <Button
      component="a"
      variant="default"
      href={hrefOf({ screen: 'block', at: String(height) })}
      {...sections}
    >
      {text}
    </Button>
  )
}
