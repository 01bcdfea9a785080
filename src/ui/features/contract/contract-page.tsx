import { t } from '@lingui/core/macro'
import { IconArrowsLeftRight, IconBolt, IconCode, IconDatabase, IconForms } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ContractView } from '#storage/contract-rows.ts'
import { TabLinks } from '../../components/tab-links.tsx'
import { CONTRACT_PARTS, type ContractPart } from '../../router.ts'
import { CallsPanel } from './calls-panel.tsx'
import { ContractHead } from './contract-head.tsx'
import { EventsPanel } from './events-panel.tsx'
import { MethodsPanel } from './methods-panel.tsx'
import { SourcePanel } from './source-panel.tsx'
import { StatePanel } from './state-panel.tsx'

interface ContractPageProps {
  readonly contract: ContractView
  readonly part: ContractPart
  readonly line: number | undefined
}

/** A deployed contract: its head, and its parts as tabs. */
export function ContractPage({ contract, part, line }: ContractPageProps) {
  const { address } = contract
  return (
    <>
      <ContractHead contract={contract} />
      <TabLinks
        label={t`Parts of this contract`}
        tabs={CONTRACT_PARTS.map(each => ({
          ...PARTS[each],
          route: { screen: 'contract', address, part: each },
          current: each === part,
        }))}
      >
        {panelOf(contract, part, line)}
      </TabLinks>
    </>
  )
}

const PARTS: Record<ContractPart, { readonly name: string; readonly icon: ReactNode }> = {
  methods: { name: t`Methods`, icon: <IconForms size={18} aria-hidden="true" /> },
  state: { name: t`State`, icon: <IconDatabase size={18} aria-hidden="true" /> },
  events: { name: t`Events`, icon: <IconBolt size={18} aria-hidden="true" /> },
  calls: { name: t`Calls`, icon: <IconArrowsLeftRight size={18} aria-hidden="true" /> },
  source: { name: t`Source`, icon: <IconCode size={18} aria-hidden="true" /> },
}

function panelOf(contract: ContractView, part: ContractPart, line: number | undefined): ReactNode {
  switch (part) {
    case 'methods':
      return <MethodsPanel contract={contract} />
    case 'state':
      return <StatePanel contract={contract} />
    case 'events':
      return <EventsPanel address={contract.address} />
    case 'calls':
      return <CallsPanel address={contract.address} />
    case 'source':
      return <SourcePanel contract={contract} line={line} />
  }
}
