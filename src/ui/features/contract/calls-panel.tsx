import { t } from '@lingui/core/macro'
import { IconReceiptOff } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { History } from '../../components/history.tsx'
import classes from './contract-panels.module.css'

/**
 * Every transaction that called the contract or made it emit an event, newest first; failed ones with the
 * error of the code.
 */
export function CallsPanel({ address }: { readonly address: string }) {
  return (
    <div className={classes.flush}>
      <History
        label={t`Calls`}
        addresses={[address]}
        perspective={new Set([address])}
        empty={
          <EmptyNote icon={<IconReceiptOff size={32} stroke={1.4} />} title={t`No calls here`}>
            {t`A tab that joined late fills in the history gradually.`}
          </EmptyNote>
        }
      />
    </div>
  )
}
