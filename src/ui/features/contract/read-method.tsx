import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { CopyAction } from '../../components/copy-action.tsx'
import { type FormMethod, MethodForm } from '../../components/method-form/method-form.tsx'
import { argumentSource } from '../../format/argument-source.ts'
import { countText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { MethodFailure } from './method-failure.tsx'
import classes from './read-method.module.css'

interface ReadMethodProps {
  readonly address: string
  readonly method: FormMethod
  /** The caller, an own address. */
  readonly caller: string | undefined
}

/** A read-only method, which runs on this tab's copy of the chain; its result is shown below. */
export function ReadMethod({ address, method, caller }: ReadMethodProps) {
  const view = useCall('contractView')
  const height = useSummaryRow('chain')?.height
  const [askedAt, setAskedAt] = useState<number>()

  const ask = (args: unknown[]) => {
    setAskedAt(height)
    return view.run({ address, method: method.name, args, ...(caller === undefined ? {} : { from: caller }) })
  }
  const { state } = view
  const { name } = method

  return (
    <>
      <MethodForm method={method} action={t`Read`} running={state.status === 'running'} onSubmit={ask} />
      {state.status === 'failed' && (
        <MethodFailure title={t`It gave no answer`} failure={state.failure} address={address} />
      )}
      {state.status === 'done' && (
        <section className={classes.answer} aria-label={t`Answer of ${name}`} aria-live="polite">
          <div className={classes.value}>
            <ContractValue value={state.value.value} />
          </div>
          <CopyAction value={argumentSource(state.value.value)} what={t`answer`} />
          <p className={classes.note}>{noteOn(state.value.gas, askedAt, height)}</p>
        </section>
      )}
    </>
  )
}

/** The block whose state was read, if it is known, and the gas. */
function noteOn(used: bigint, askedAt: number | undefined, height: number | undefined): string {
  const gas = countText(Number(used))
  if (askedAt === undefined) return t`${gas} gas`
  const block = countText(askedAt)
  return height !== undefined && height > askedAt
    ? t`As of block #${block}; there are newer ones · ${gas} gas`
    : t`As of block #${block} · ${gas} gas`
}
