import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { parseParty } from '#chain/address.ts'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { Show } from '../../components/show.tsx'
import { contractTitle } from '../../format/contract-name.ts'
import { shownValue } from '../../hooks/use-live.ts'
import type { ContractPart } from '../../router.ts'
import { ContractPage } from './contract-page.tsx'
import { NotAContract } from './not-a-contract.tsx'
import { NotThereYet } from './not-there-yet.tsx'
import { useContract } from './use-contract.ts'

interface ContractProps {
  readonly address: string
  readonly part: ContractPart
  readonly line: number | undefined
}

/** A contract: its methods, state, events and source; or why there is none at this address. */
export function Contract(props: ContractProps) {
  const parsed = parseParty(props.address)
  if (parsed.ok && parsed.value.isContract) return <AtAddress key={props.address} {...props} />
  return (
    <>
      <ScreenTitle title={t`Contract`} />
      <NotAContract address={props.address} problem={parsed.ok ? undefined : parsed.error.message} />
    </>
  )
}

function AtAddress({ address, part, line }: ContractProps) {
  const live = useContract(address)
  const contract = shownValue(live)
  return (
    <>
      <ScreenTitle title={contract ? contractTitle(contract.name) : t`Contract`} />
      <Show
        live={live}
        loading={<Skeleton height={420} radius="lg" />}
        empty={<NotThereYet address={address} />}
      >
        {found => <ContractPage contract={found} part={part} line={line} />}
      </Show>
    </>
  )
}
