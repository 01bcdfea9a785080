import { plural } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Skeleton, Text } from '@mantine/core'
import { parseParty } from '#chain/address.ts'
import { accountKey, decodeAccount, EMPTY_ACCOUNT } from '#chain/state/account.ts'
import { stateValue } from '#storage/live-queries.ts'
import { Amount } from '../../components/amount.tsx'
import { stakerOf } from '../../format/staker-of.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'

/** The live balance of an address in the tip's state; that of an unused address is 0. */
export function AddressBalance({ address }: { readonly address: string }) {
  const live = useLive(async db => {
    const parsed = parseParty(address)
    return parsed.ok ? stateValue(db, accountKey(parsed.value.address)) : undefined
  }, address)
  const staker = stakerOf(useSummaryRow('chain')?.consensus, address)
  if (live.status === 'loading') return <Skeleton height={66} width={220} />

  const value = shownValue(live)
  const account = value ? decodeAccount(value) : EMPTY_ACCOUNT
  return (
    <>
      <Text fz={30} fw={660} lh={1.35} c="var(--tab-strong)" style={{ letterSpacing: '-0.02em' }}>
        <Amount amount={account.balance} />
      </Text>
      <Text size="sm" c="dimmed">
        {plural(
          { sent: account.nonce },
          { one: '# transaction sent so far', other: '# transactions sent so far' },
        )}
      </Text>
      {staker && (
        <Text size="sm" c="dimmed">
          <Trans>
            <Amount amount={staker.staked} /> at stake
          </Trans>
        </Text>
      )}
    </>
  )
}
