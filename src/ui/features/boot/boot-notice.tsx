import { Trans } from '@lingui/react/macro'
import { Anchor, Button, Group, List, Text, Title } from '@mantine/core'
import { Logo } from '../../components/logo.tsx'
import { Look } from '../../look.tsx'
import classes from './boot-notice.module.css'
import { Question } from './boot-question.tsx'
import type { BootState } from './boot-state.ts'
import { bootWords, STEP_WORDS } from './boot-words.ts'
import { openNetworkPicker } from './link-memory.ts'

/** The page's content while no node runs: the progress of the start, or why it failed. */
export function BootNotice({ state }: { readonly state: BootState }) {
  return (
    <Look>
      <main className={classes.page}>
        <Logo size={56} />
        <Notice state={state} />
      </main>
    </Look>
  )
}

function Notice({ state }: { readonly state: BootState }) {
  switch (state.status) {
    case 'starting':
      return <Starting step={state.step} />
    case 'asked':
      return <Question question={state.question} answer={state.answer} />
    default:
      return <Blocked state={state} />
  }
}

function Starting({ step }: { readonly step: Extract<BootState, { status: 'starting' }>['step'] }) {
  return (
    <>
      <Title order={1} className={classes.title}>
        <Trans>Starting the node</Trans>
      </Title>
      <Text c="dimmed" role="status">
        {STEP_WORDS[step]}
      </Text>
    </>
  )
}

type BlockedState = Exclude<BootState, { status: 'starting' | 'asked' }>

/** What a server did not answer now it may answer later. */
const RELOAD_HELPS = ['INVITE_SERVER', 'INVITE_TRIES', 'INVITE_NETWORK_UNKNOWN']

function Blocked({ state }: { readonly state: BlockedState }) {
  const { title, text, remedies } = bootWords(state)
  return (
    <div className={classes.card} role="alert">
      <Title order={1} className={classes.title}>
        {title}
      </Title>
      <Text mt="sm">{text}</Text>
      <Text fw={640} mt="lg" mb={4}>
        <Trans>What helps</Trans>
      </Text>
      <List spacing={6}>
        {remedies.map(remedy => (
          <List.Item key={remedy}>{remedy}</List.Item>
        ))}
      </List>
      {state.status === 'incomplete' && <pre className={classes.stack}>{state.message}</pre>}
      {state.status === 'crashed' && (
        <pre className={classes.stack}>{state.crash.stack ?? state.crash.message}</pre>
      )}
      <Group mt="xl" gap="md">
        {/* Reloading does not repair a cut link, so the other button comes first. */}
        {state.status === 'badInvite' && !RELOAD_HELPS.includes(state.code) ? (
          <Button component="a" href={location.pathname}>
            <Trans>Open without it</Trans>
          </Button>
        ) : (
          <Button onClick={() => location.reload()}>
            {state.status === 'incomplete' ? <Trans>Try again</Trans> : <Trans>Reload</Trans>}
          </Button>
        )}
        {(state.status === 'profileTaken' ||
          (state.status === 'badInvite' && RELOAD_HELPS.includes(state.code))) && (
          <Anchor href={location.pathname}>
            <Trans>Open without it</Trans>
          </Anchor>
        )}
        {/* It may be this network alone that does not work here. */}
        {(state.status === 'storage' || state.status === 'crashed') && (
          <Button variant="default" onClick={openNetworkPicker}>
            <Trans>Open another network</Trans>
          </Button>
        )}
      </Group>
    </div>
  )
}
