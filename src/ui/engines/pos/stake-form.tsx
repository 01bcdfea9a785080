import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, SegmentedControl, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { SUGGESTED_FEE } from '#api/suggested-fee.ts'
import { formatAmount } from '#chain/amount.ts'
import type { WalletRow } from '#storage/rows.ts'
import { Amount } from '../../components/amount.tsx'
import { CoinInput } from '../../components/coin-input.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { Panel } from '../../components/panel.tsx'
import { ReviewButton } from '../../components/review-button.tsx'
import { SentNote } from '../../components/sent-note.tsx'
import { amountText } from '../../format/amount-text.ts'
import { parametersOf } from '../../format/parameters-of.ts'
import { spendableOf } from '../../format/spendable-of.ts'
import { useOwnAddress } from '../../hooks/use-own-address.ts'
import { useNode } from '../../node-context.tsx'
import type { PanelProps } from '../engine-parts.ts'
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
    <Panel title={t`Stake and unstake`}>
      <form onSubmit={submit} noValidate aria-label={t`Change a stake`}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t`What to do`}
            size="md"
            value={draft.action}
            onChange={action => change({ action: action as StakeDraft['action'], amount: '' })}
            data={[
              { value: 'stake', label: t`Stake` },
              { value: 'unstake', label: t`Unstake` },
            ]}
          />
          <OwnAddressSelect
            label={t`Address`}
            value={row?.address}
            onChange={choose}
            details={({ balance, stake }) =>
              t`${{ balance: amountText(balance) }} ${symbol}, ${{ stake: amountText(stake) }} at stake`
            }
          />
          <CoinInput
            label={t`Amount`}
            placeholder="0.0"
            value={draft.amount}
            onChange={amount => change({ amount })}
            error={errors.amount}
            description={
              means && <Available draft={draft} means={means} onAll={amount => change({ amount })} />
            }
          />
          <CoinInput label={t`Fee`} value={draft.fee} onChange={fee => change({ fee })} error={errors.fee} />
          <ReviewButton
            label={draft.action === 'stake' ? t`Review stake` : t`Review unstaking`}
            blocked={check.status === 'blocked' ? check.reason : undefined}
          />
          {sentId && <SentNote txId={sentId} what={t`transaction`} onClose={() => setSentId(undefined)} />}
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
        <Trans>
          <Amount amount={means.spendable} /> can be spent, a stake has at least{' '}
          <Amount amount={means.minStake} />
        </Trans>
      ) : (
        <Trans>
          <Amount amount={means.staked} /> at stake
        </Trans>
      )}
      {all !== undefined && (
        <>
          {' · '}
          <Anchor component="button" type="button" fz="inherit" onClick={() => onAll(all)}>
            {draft.action === 'stake' ? t`Stake all` : t`Unstake all`}
          </Anchor>
        </>
      )}
    </>
  )
}
