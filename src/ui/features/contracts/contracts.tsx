import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { IconFileCode, IconPencilCode } from '@tabler/icons-react'
import { newestContracts } from '#storage/live-queries.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { contractFits } from '../../format/contract-name.ts'
import { studioRoute } from '../../format/studio-route.ts'
import { useLive } from '../../hooks/use-live.ts'
import { CONTRACTS_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import { ContractList } from './contract-list.tsx'
import { FindContract } from './find-contract.tsx'

/** The contracts of this network, newest first, or those that match the search. */
export function Contracts({ find }: { readonly find: string | undefined }) {
  const contracts = useLive(db => newestContracts(db, CONTRACTS_SHOWN))
  return (
    <>
      <ScreenTitle title={t`Contracts`}>
        <Button component="a" href={hrefOf(studioRoute())} leftSection={<IconPencilCode size={18} />}>
          {t`Write a contract`}
        </Button>
      </ScreenTitle>
      <FindContract key={find} find={find ?? ''} />
      <Panel title={find === undefined ? t`On this network` : t`Found`} flush>
        <Show live={contracts} loading={<ListSkeleton rows={5} />} empty={<NoContracts />}>
          {all => {
            const found = find === undefined ? all : all.filter(each => contractFits(each, find))
            if (found.length === 0) return <NothingFound find={find ?? ''} />
            return <ContractList contracts={found} />
          }}
        </Show>
      </Panel>
    </>
  )
}

function NoContracts() {
  return (
    <EmptyNote
      icon={<IconFileCode size={36} stroke={1.4} />}
      title={t`No contracts yet`}
      action={
        <Group gap="sm" justify="center">
          <Button component="a" href={hrefOf(studioRoute())}>
            {t`Open the studio`}
          </Button>
          <Button component="a" href={hrefOf(studioRoute())} variant="default">
            {t`Start from a template`}
          </Button>
        </Group>
      }
    >
      <Trans>
        A contract is a small program that every tab of this network executes alike: a poll, a token, an
        auction. Once it is on the chain nobody can change it, and anybody can call it.
      </Trans>
    </EmptyNote>
  )
}

function NothingFound({ find }: { readonly find: string }) {
  const sought = find.slice(0, 60)
  return (
    <EmptyNote
      icon={<IconFileCode size={32} stroke={1.4} />}
      title={t`No contract matches “${sought}”`}
      action={
        <Button component="a" href={hrefOf({ screen: 'contracts' })} variant="light">
          {t`Show all contracts`}
        </Button>
      }
    >
      {t`Search for a part of its name, or paste its address, which begins with tabc1.`}
    </EmptyNote>
  )
}
