import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LabStatusResult, LabTraffic } from '#api/lab-results.ts'
import { MAX_TRAFFIC_RATE } from '#api/limits.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { Panel } from '../../components/panel.tsx'
import { countText } from '../../format/quantity-text.ts'
import { useCall } from '../../hooks/use-call.ts'
import classes from './lab.module.css'
import { TrafficPlot } from './traffic-plot.tsx'
import { durationWords } from './verdict-words.ts'

/** Payments and calls at a chosen rate, and what becomes of them, live. */
export function TrafficPanel({ status }: { readonly status: LabStatusResult | undefined }) {
  const start = useCall('labTrafficStart')
  const stop = useCall('labTrafficStop')
  const [rate, setRate] = useState<number | string>(5)
  const traffic = status?.traffic
  const running = traffic?.running ?? false
  const failed = [start.state, stop.state].find(state => state.status === 'failed')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    stop.clear()
    void start.run({ rate: Number(rate) })
  }
  return (
    <Panel title={t`Traffic`}>
      <Text c="dimmed" size="sm">
        <Trans>
          Payments of a thousandth of a coin and calls of a contract, from this tab’s wallet to the tabs
          above. Each is sent to some of them only, and spreads to the others.
        </Trans>
      </Text>
      <form className={classes.controls} onSubmit={submit}>
        <NumberInput
          label={t`Transactions a second`}
          value={rate}
          onChange={setRate}
          min={1}
          max={MAX_TRAFFIC_RATE}
          clampBehavior="strict"
          allowDecimal={false}
          w={190}
        />
        <Button
          type="submit"
          disabled={!status || status.observers.length === 0}
          loading={start.state.status === 'running'}
        >
          {running ? t`Change rate` : t`Start`}
        </Button>
        <Button
          variant="default"
          disabled={!running}
          loading={stop.state.status === 'running'}
          onClick={() => {
            start.clear()
            void stop.run({})
          }}
        >
          {t`Stop`}
        </Button>
      </form>
      {failed?.status === 'failed' && (
        <FailureAlert title={t`Traffic did not start`} failure={failed.failure} />
      )}
      {traffic?.problem && (
        <FailureAlert
          title={t`Nothing can be sent`}
          failure={{ code: 'LAB_NEEDS', message: traffic.problem }}
        />
      )}
      {traffic && traffic.sent > 0 ? (
        <Totals traffic={traffic} />
      ) : (
        <Text size="sm" c="dimmed">
          {t`Nothing was sent yet.`}
        </Text>
      )}
    </Panel>
  )
}

function Totals({ traffic }: { readonly traffic: LabTraffic }) {
  const { sent, confirmed, waiting, lost, heldBack, propagation, confirmation, samples } = traffic
  return (
    <>
      <dl className={classes.figures}>
        <Figure name={t`Sent`} value={countText(sent)} />
        <Figure name={t`Confirmed`} value={countText(confirmed)} />
        <Figure name={t`Waiting`} value={countText(waiting)} />
        <Figure name={t`Lost`} value={countText(lost)} bad={lost > 0} />
        <Figure name={t`Held back`} value={countText(heldBack)} />
        <Figure name={t`To every tab`} value={durationWords(propagation.medianMs)} />
        <Figure name={t`Into a block`} value={durationWords(confirmation.medianMs)} />
      </dl>
      <TrafficPlot samples={samples} />
    </>
  )
}

function Figure({
  name,
  value,
  bad = false,
}: {
  readonly name: string
  readonly value: string
  readonly bad?: boolean
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-bad={bad}>{value}</dd>
    </div>
  )
}
