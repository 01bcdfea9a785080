import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { useNode } from '../../node-context.tsx'
import { Attacks } from './attacks.tsx'
import { Observers } from './observers.tsx'
import { TrafficPanel } from './traffic-panel.tsx'
import { useLabStatus } from './use-lab-status.ts'

/** Attacks on the network that this tab is part of, and traffic to watch it under load. */
export function Laboratory() {
  const { lab = false } = useNode()
  return (
    <>
      <ScreenTitle title={t`Laboratory`} />
      {lab ? <Open /> : <Closed />}
    </>
  )
}

function Open() {
  const answer = useLabStatus()
  const status = answer.status === 'ready' ? answer.value : undefined
  return (
    <>
      <Observers answer={answer} />
      <TrafficPanel status={status} />
      <Attacks status={status} />
    </>
  )
}

/** The screen while the laboratory is closed, with a link that opens it. */
function Closed() {
  const url = new URL(location.href)
  url.searchParams.set('lab', '')
  return (
    <Panel title={t`Not open in this tab`}>
      <EmptyNote
        icon={<IconFlask size={36} stroke={1.4} />}
        title={t`This tab is an ordinary node`}
        action={
          <Button component="a" href={url.href}>
            {t`Open the laboratory`}
          </Button>
        }
      >
        <Trans>
          In the laboratory a tab attacks its own network, and reports to other tabs in the laboratory what it
          saw. It is opened with “?lab” in the page’s address.
        </Trans>
      </EmptyNote>
    </Panel>
  )
}
