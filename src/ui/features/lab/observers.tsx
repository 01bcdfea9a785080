import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import type { LabStatusResult } from '#api/lab-results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { shortText } from '../../format/short-text.ts'
import type { Answer } from '../../hooks/use-answer.ts'
import { hrefOf } from '../../router.ts'
import classes from './lab.module.css'

/** The tabs that report what they see; without them an attack has no visible result. */
export function Observers({ answer }: { readonly answer: Answer<LabStatusResult> }) {
  return (
    <Panel title={t`Honest tabs`}>
      {answer.status === 'loading' && <Text c="dimmed">{t`Asking the other tabs…`}</Text>}
      {answer.status === 'error' && (
        <FailureAlert title={t`The laboratory does not answer`} failure={answer.failure} />
      )}
      {answer.status === 'ready' && <Who status={answer.value} />}
    </Panel>
  )
}

function Who({ status: { observers, linked } }: { readonly status: LabStatusResult }) {
  const silent = linked - observers.length
  if (observers.length === 0) {
    return (
      <>
        <Text>
          <Trans>
            No other tab in the laboratory is linked. Attacks and traffic need at least one, preferably three:
            open this network in more tabs, each with “?lab” in its address.
          </Trans>
        </Text>
        <Button component="a" href={hrefOf({ screen: 'invite' })} variant="light" mt="md">
          {t`Invite someone`}
        </Button>
      </>
    )
  }
  return (
    <>
      <ul className={classes.observers} aria-label={t`Tabs in the laboratory`}>
        {observers.map(peerId => (
          <li key={peerId} title={peerId}>
            <GlyphIcon of={peerId} size={24} />
            {shortText(peerId)}
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        {t`They report to this tab what they see of its attacks.`}
        {silent > 0 &&
          ` ${plural(silent, {
            one: '# more tab is linked without the laboratory, and reports nothing.',
            other: '# more tabs are linked without the laboratory, and report nothing.',
          })}`}
      </Text>
    </>
  )
}
