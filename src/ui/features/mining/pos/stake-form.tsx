import { Anchor, SegmentedControl, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAmount } from '#chain/amount.ts'
import type { WalletRow } from '#storage/rows.ts'
import { Amount } from '../../../components/amount.tsx'
import { CoinInput } from '../../../components/coin-input.tsx'
import { OwnAddressSelect } from '../../../components/own-address-select.tsx'
import { Panel } from '../../../components/panel.tsx'
import { ReviewButton } from '../../../components/review-button.tsx'
import { SentNote } from '../../../components/sent-note.tsx'
import { amountText } from '../../../format/amount-text.ts'
import { parametersOf } from '../../../format/parameters-of.ts'
import { spendableOf } from '../../../format/spendable-of.ts'
import { useOwnAddress } from '../../../hooks/use-own-address.ts'
import { useNode } from '../../../node-context.tsx'
import type { PanelProps } from '../panel-props.ts'
import { ConfirmStake } from './confirm-stake.tsx'
import { checkStake, type StakeDraft, type StakeMeans, type StakeOrder, wholeAmount } from './stake-check.ts'

const EMPTY: StakeDraft = { action: 'stake', amount: '', fee: formatAmount(SUGGESTED_FEE) }

/** Stakes coins of an own address, or withdraws them, after confirmation. */
export function StakeForm({ facts }: Pick<PanelProps<'pos'>, 'facts'>) {
  const { symbol } = useNode().genesis
  const [draft, setDraft] = useState(EMPTY)
  const [row, choose] = useOwnAddress()
  const [asked, setAsked] = useState<StakeOrder>()
  const [sentId, setSentId] = useState<string>()

  const means = useMeans(row, facts)
  const check = checkStake(draft, means, symbol)
  const errors = check.status === 'blocked' ? check.errors : {}
  const change = (part: Partial<StakeDraft>) => setDraft(old => ({ ...old, ...part }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check.status === 'ready') setAsked(check.order)
  }
  const sent = (txId: string) => {
    setAsked(undefined)
    setSentId(txId)
    change({ amount: '' })
  }

  return (
    <Panel title="Stake and unstake">
      <form onSubmit={submit} noValidate aria-label="Change a stake">
        <Stack gap="md">
          <SegmentedControl
            aria-label="What to do"
            size="md"
            value={draft.action}
            onChange={action => change({ action: action as StakeDraft['action'], amount: '' })}
            data={[
              { value: 'stake', label: 'Stake' },
              { value: 'unstake', label: 'Unstake' },
            ]}
          />
          <OwnAddressSelect
            label="Address"
            value={row?.address}
            onChange={choose}
            details={({ balance, stake }) =>
              `${amountText(balance)} ${symbol}, ${amountText(stake)} at stake`
            }
          />
          <CoinInput
            label="Amount"
            placeholder="0.0"
            value={draft.amount}
            onChange={amount => change({ amount })}
            error={errors.amount}
            description={
              means && <Available draft={draft} means={means} onAll={amount => change({ amount })} />
            }
          />
          <CoinInput label="Fee" value={draft.fee} onChange={fee => change({ fee })} error={errors.fee} />
          <ReviewButton
            label={draft.action === 'stake' ? 'Review stake' : 'Review unstaking'}
            blocked={check.status === 'blocked' ? check.reason : undefined}
          />
          {sentId && <SentNote txId={sentId} what="transaction" onClose={() => setSentId(undefined)} />}
        </Stack>
      </form>
      {asked && <ConfirmStake order={asked} onSent={sent} onCancel={() => setAsked(undefined)} />}
    </Panel>
  )
}

/** The amount that an own address can stake. */
function useMeans(row: WalletRow | undefined, facts: PanelProps<'pos'>['facts']): StakeMeans | undefined {
  const { genesis } = useNode()
  if (!row) return undefined
  return {
    address: row.address,
    spendable: spendableOf(row),
    staked: row.stake,
    allStaked: facts.stakers.reduce((sum, { staked }) => sum + staked, 0n),
    minStake: parametersOf(genesis, 'pos').minStake,
  }
}

interface AvailableProps {
  readonly draft: StakeDraft
  readonly means: StakeMeans
  onAll(amount: string): void
}

function Available({ draft, means, onAll }: AvailableProps) {
  const all = wholeAmount(draft, means)
  return (
    <>
      {draft.action === 'stake' ? (
        <>
          <Amount amount={means.spendable} /> can be spent, a stake has at least{' '}
          <Amount amount={means.minStake} />
        </>
      ) : (
        <>
          <Amount amount={means.staked} /> at stake
        </>
      )}
      {all !== undefined && (
        <>
          {' · '}
          <Anchor component="button" type="button" fz="inherit" onClick={() => onAll(all)}>
            {draft.action === 'stake' ? 'Stake all' : 'Unstake all'}
          </Anchor>
        </>
      )}
    </>
  )
}
