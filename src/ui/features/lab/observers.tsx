import { Button, Text } from '@mantine/core'
import type { LabStatusResult } from '#api/lab-results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { plural } from '../../format/quantity-text.ts'
import { shortText } from '../../format/short-text.ts'
import type { Answer } from '../../hooks/use-answer.ts'
import { hrefOf } from '../../router.ts'
import classes from './lab.module.css'

/** The tabs that report what they see; without any an attack has no visible result. */
export function Observers({ answer }: { readonly answer: Answer<LabStatusResult> }) {
  return (
    <Panel title="Honest tabs">
      {answer.status === 'loading' && <Text c="dimmed">Asking the other tabs…</Text>}
      {answer.status === 'error' && (
        <FailureAlert title="The laboratory does not answer" failure={answer.failure} />
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
          No other tab in the laboratory is linked. Attacks and traffic need at least one, preferably three:
          open this network in more tabs, each with “?lab” in its address.
        </Text>
        <Button component="a" href={hrefOf({ screen: 'invite' })} variant="light" mt="md">
          Invite someone
        </Button>
      </>
    )
  }
  return (
    <>
      <ul className={classes.observers} aria-label="Tabs in the laboratory">
        {observers.map(peerId => (
          <li key={peerId} title={peerId}>
            <GlyphIcon of={peerId} size={24} />
            {shortText(peerId)}
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        They report to this tab what they see of its attacks.
        {silent > 0 && ` ${plural(silent, 'more tab')} linked without the laboratory, which report nothing.`}
      </Text>
    </>
  )
}
