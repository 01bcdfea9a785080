import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconCube } from '@tabler/icons-react'
import { latestBlocks } from '#storage/live-queries.ts'
import { BlockList } from '../../components/block-list.tsx'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { BLOCKS_PER_PAGE } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { CheckProof } from '../proof/check-proof.tsx'
import { SearchBox } from './search-box.tsx'

/** The main chain from its tip downwards, by page; a page shows the blocks under the height `below`. */
export function Blocks({ below }: { readonly below: number | undefined }) {
  const blocks = useLive(db => latestBlocks(db, BLOCKS_PER_PAGE, below), `below ${below ?? 'tip'}`)
  const lowest = shownValue(blocks)?.at(-1)?.height ?? 0
  const title = below === undefined ? t`Latest blocks` : t`Blocks below #${below}`

  return (
    <>
      <ScreenTitle title={t`Blocks`} />
      <SearchBox />
      <Panel title={title} flush>
        <Show
          live={blocks}
          loading={<ListSkeleton rows={10} />}
          empty={
            <EmptyNote
              icon={<IconCube size={32} stroke={1.4} />}
              title={t`No blocks here`}
              action={
                <Button component="a" variant="light" href={hrefOf({ screen: 'blocks' })}>
                  <Trans>To the latest blocks</Trans>
                </Button>
              }
            />
          }
        >
          {rows => <BlockList label={title} blocks={rows} />}
        </Show>
      </Panel>
      {(below !== undefined || lowest > 0) && (
        <Group justify="space-between" component="nav" aria-label={t`Pages of blocks`}>
          {below === undefined ? (
            <span />
          ) : (
            <Button
              component="a"
              variant="default"
              href={hrefOf(newerPage(below))}
              leftSection={<IconChevronLeft size={18} />}
            >
              <Trans>Newer</Trans>
            </Button>
          )}
          {lowest > 0 && (
            <Button
              component="a"
              variant="default"
              href={hrefOf({ screen: 'blocks', below: lowest })}
              rightSection={<IconChevronRight size={18} />}
            >
              <Trans>Older</Trans>
            </Button>
          )}
        </Group>
      )}
      <CheckProof />
    </>
  )
}

/** The next newer page, or the live list if that page may contain the tip. */
function newerPage(below: number) {
  return { screen: 'blocks', below: below + BLOCKS_PER_PAGE } as const
}
