import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { BootQuestion } from '#api/boot.ts'
import { looksAlike, type NetworkLook } from '#api/network-look.ts'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import type { ConsensusType } from '../../engines/engine-parts.ts'
import { ENGINE_WORDS } from '../../engines/engine-words.ts'
import { shortText } from '../../format/short-text.ts'
import notice from './boot-notice.module.css'
import classes from './boot-question.module.css'

interface QuestionProps<Type extends BootQuestion['type']> {
  readonly question: Extract<BootQuestion, { type: Type }>
  answer(answer: string): void
}

/** A question during the start, which shows what a link would change before it changes anything. */
export function Question({
  question,
  answer,
}: {
  readonly question: BootQuestion
  answer(text: string): void
}) {
  switch (question.type) {
    case 'network':
      return <OtherNetwork question={question} answer={answer} />
    case 'signaling':
      return <OtherServer question={question} answer={answer} />
    case 'pick':
      return <Picker question={question} answer={answer} />
  }
}

function OtherNetwork({ question: { asked, current, lookalike }, answer }: QuestionProps<'network'>) {
  return (
    <QuestionCard title={t`This link asks for another network`}>
      {lookalike && (
        <Alert
          color="amber"
          variant="light"
          icon={<IconAlertTriangle />}
          title={t`Not the ${{ network: lookalike.name }} that you know`}
          mt="md"
        >
          <Text size="sm">
            <Trans>
              It has the same name and symbol, which anybody can give to a network, and another id:{' '}
              <Id of={asked} /> instead of <Id of={lookalike} />. Coins of one are worth nothing in the other.
            </Trans>
          </Text>
        </Alert>
      )}
      <Stack gap="sm" mt="md">
        <Network label={t`The link asks for`} network={asked} isOther={lookalike !== undefined} />
        <Network label={t`This profile is in`} network={current} />
      </Stack>
      <Text size="sm" c="dimmed" mt="md">
        <Trans>
          Each network keeps its own chain and its own coins; your keys are the same on both. You can go back
          under “Networks” at any time.
        </Trans>
      </Text>
      <Choice
        change={lookalike ? t`Open the other ${{ network: asked.name }}` : t`Open ${{ network: asked.name }}`}
        keep={t`Stay in ${{ network: current.name }}`}
        isSafe={lookalike === undefined}
        answer={answer}
      />
    </QuestionCard>
  )
}

function OtherServer({ question: { network, asked }, answer }: QuestionProps<'signaling'>) {
  return (
    <QuestionCard title={t`This link asks for another signaling server`}>
      <Text mt="sm">
        <Trans>
          A signaling server introduces tabs to each other. Whoever runs it learns your network address and
          can choose which tabs you meet; it sees neither keys nor payments, and can change nothing on the
          chain.
        </Trans>
      </Text>
      <Stack gap="sm" mt="md">
        <Network label={t`Network`} network={network} server={false} />
        <dl className={classes.servers}>
          <div>
            <dt>
              <Trans>The link asks for</Trans>
            </dt>
            <dd>{serverText(asked)}</dd>
          </div>
          <div>
            <dt>
              <Trans>You use</Trans>
            </dt>
            <dd>{serverText(network.signaling)}</dd>
          </div>
        </dl>
      </Stack>
      <Text size="sm" c="dimmed" mt="md">
        <Trans>
          The server that you choose is used from now on. If in doubt, ask the person who gave you the link
          whether this network moved to another server.
        </Trans>
      </Text>
      <Choice
        change={t`Use ${{ server: serverText(asked) }}`}
        keep={t`Keep ${{ server: serverText(network.signaling) }}`}
        isSafe={false}
        answer={answer}
      />
    </QuestionCard>
  )
}

function Picker({ question: { networks, current }, answer }: QuestionProps<'pick'>) {
  return (
    <QuestionCard title={t`Which network do you want to open?`}>
      <Text mt="sm">
        <Trans>
          Each keeps its own chain, and none is lost by opening another. Your keys are the same in all.
        </Trans>
      </Text>
      <ul className={classes.networks} aria-label={t`Known networks`}>
        {networks.map(network => (
          <li key={network.id}>
            <Network
              label={network.id === current ? t`Opened last` : undefined}
              network={network}
              server={false}
              isOther={networks.some(other => other.id !== network.id && looksAlike(other, network))}
              action={
                <Button
                  variant={network.id === current ? 'default' : 'light'}
                  size="sm"
                  onClick={() => answer(network.id)}
                  aria-label={t`Open ${{ network: `${network.name} ${shortText(network.id, 6, 4)}` }}`}
                >
                  {network.id === current ? t`Try again` : t`Open`}
                </Button>
              }
            />
          </li>
        ))}
      </ul>
    </QuestionCard>
  )
}

function QuestionCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={notice.card} aria-label={title}>
      <Title order={1} className={notice.title}>
        {title}
      </Title>
      {children}
    </section>
  )
}

interface NetworkProps {
  readonly label: string | undefined
  readonly network: NetworkLook
  /** Another network has the same name and symbol. */
  readonly isOther?: boolean
  readonly server?: boolean
  readonly action?: ReactNode
}

function Network({ label, network, isOther = false, server = true, action }: NetworkProps) {
  const { id, name, symbol, consensus, signaling } = network
  return (
    <div className={classes.network}>
      <GlyphIcon of={id} size={40} />
      <div className={classes.what}>
        {label && (
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        )}
        <span className={classes.name}>
          <strong>{name}</strong> {symbol}
        </span>
        {isOther && (
          <Text span size="sm" c="amber">
            <Trans>same name, another network</Trans>
          </Text>
        )}
        <Text span size="sm" c="dimmed">
          {consensusName(consensus)} · <Id of={network} />
        </Text>
        {server && (
          <Text span size="sm" c="dimmed">
            {t`Tabs meet through ${{ server: serverText(signaling) }}`}
          </Text>
        )}
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

const Id = ({ of: { id } }: { readonly of: NetworkLook }) => (
  <span className={classes.id} title={id}>
    {shortText(id, 6, 4)}
  </span>
)

interface ChoiceProps {
  readonly change: string
  readonly keep: string
  /** True if most users want to follow the link; otherwise the button to stay comes first. */
  readonly isSafe: boolean
  answer(answer: string): void
}

function Choice({ change, keep, isSafe, answer }: ChoiceProps) {
  const buttons = [
    { text: change, value: 'change', isFirst: isSafe },
    { text: keep, value: 'keep', isFirst: !isSafe },
  ].sort((a, b) => Number(b.isFirst) - Number(a.isFirst))
  return (
    <Group mt="xl" gap="sm" className={classes.choice}>
      {buttons.map(({ text, value, isFirst }) => (
        <Button key={value} variant={isFirst ? 'filled' : 'default'} onClick={() => answer(value)}>
          {text}
        </Button>
      ))}
    </Group>
  )
}

const consensusName = (consensus: string) =>
  Object.hasOwn(ENGINE_WORDS, consensus) ? ENGINE_WORDS[consensus as ConsensusType].name : consensus

/** The host in the browser's form, which reveals look-alike letters, for comparison. */
function serverText(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, protocol, pathname } = new URL(url)
  const path = pathname === '/' || pathname === '/signal/' ? '' : pathname
  return `${protocol === 'http:' ? 'http://' : ''}${host}${path}`
}
