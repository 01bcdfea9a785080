import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconCodeOff, IconHourglass } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { TxResult } from '#api/results.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { cutText } from '../../format/cut-text.ts'
import { failureWords } from '../../format/failure-words.ts'
import { useHistory } from '../../hooks/use-history.ts'
import { shownValue } from '../../hooks/use-live.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { HISTORY_STEP, VALUE_TEXT_SHOWN } from '../../limits.ts'
import { hrefOf } from '../../router.ts'

/**
 * An address without a contract in the tip's state: the status of its deployment, if known, and what to do.
 */
export function NotThereYet({ address }: { readonly address: string }) {
  const history = useHistory([address], HISTORY_STEP)
  const sync = useSummaryRow('sync')
  if (history.status === 'loading') return <Skeleton height={220} radius="lg" />

  const deployment = shownValue(history)?.find(tx => tx.kind === 'deploy')
  if (deployment) return <Deployment tx={deployment} />
  const isBehind = sync !== undefined && sync.state !== 'idle'
  return (
    <Note
      title={isBehind ? t`Not here yet` : t`There is no contract at this address`}
      action={
        <Button component="a" href={hrefOf({ screen: 'contracts' })} variant="light">
          {t`Contracts of this network`}
        </Button>
      }
    >
      {isBehind
        ? t`This tab is still catching up with the network. If the contract is on the chain, it appears here as soon as it arrives.`
        : t`Its deployment may not have reached this tab yet, or the contract is on another network. It appears here as soon as it arrives.`}
    </Note>
  )
}

/** A deployment that is pending, dropped or failed; after an applied one the contract is shown instead. */
function Deployment({ tx }: { readonly tx: TxResult }) {
  const { title, text } = wordsFor(tx)
  return (
    <Note
      waiting={tx.status === 'pending'}
      title={title}
      action={
        <Button component="a" href={hrefOf({ screen: 'tx', id: tx.id })} variant="light">
          {t`See its transaction`}
        </Button>
      }
    >
      {text}
    </Note>
  )
}

function wordsFor({ status, reason, receipt }: TxResult): { title: string; text: string } {
  if (status === 'pending')
    return {
      title: t`Its deployment waits for a block`,
      text: t`The page appears here as soon as the contract is on the chain.`,
    }
  if (status === 'dropped')
    return {
      title: t`Its deployment was dropped`,
      text:
        reason === undefined
          ? t`It was discarded. Nothing was paid; deploy it again.`
          : t`${reason}. Nothing was paid; deploy it again.`,
    }
  const why = cutText(receipt?.message || failureWords(reason ?? ''), VALUE_TEXT_SHOWN)
  return {
    title: t`Its deployment failed`,
    text: t`${why}. There is no contract at this address and there never will be; change the source or its arguments and deploy again.`,
  }
}

interface NoteProps {
  readonly title: string
  readonly action: ReactNode
  readonly children: string
  readonly waiting?: boolean
}

function Note({ waiting = false, ...props }: NoteProps) {
  const Icon = waiting ? IconHourglass : IconCodeOff
  return <EmptyNote icon={<Icon size={36} stroke={1.4} />} {...props} />
}
