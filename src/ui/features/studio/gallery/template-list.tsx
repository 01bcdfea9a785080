import { t } from '@lingui/core/macro'
import { Skeleton, Text, UnstyledButton } from '@mantine/core'
import {
  IconChartBar,
  IconChecklist,
  IconCoin,
  IconFileCode,
  IconGavel,
  IconHeartHandshake,
  IconId,
  IconScale,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useAnswer } from '../../../hooks/use-answer.ts'
import { useNode } from '../../../node-context.tsx'
import type { DraftWork } from '../draft-saver.ts'
import classes from './gallery.module.css'

/** Icons by the template's name; the default is a plain sheet. */
const ICONS: ReadonlyMap<string, TablerIcon> = new Map([
  ['poll', IconChartBar],
  ['to-do-list', IconChecklist],
  ['token', IconCoin],
  ['name-registry', IconId],
  ['crowdfunding', IconHeartHandshake],
  ['auction', IconGavel],
  ['escrow', IconScale],
  ['multisig-wallet', IconUsersGroup],
])

/** Templates of contracts; choosing one creates a draft. */
export function TemplateList({ onChoose }: { onChoose(work: DraftWork): void }) {
  const { api } = useNode()
  const answer = useAnswer(() => api.contractTemplates({}), 'templates')

  return (
    <Panel title={t`Begin with a template`}>
      {answer.status === 'loading' && <Skeleton height={240} />}
      {answer.status === 'error' && <FailureAlert title={t`No templates`} failure={answer.failure} />}
      {answer.status === 'ready' && (
        <ul className={classes.cards} aria-label={t`Templates`}>
          {answer.value.map(({ name, title, summary, source }) => {
            const Icon = ICONS.get(name) ?? IconFileCode
            return (
              <li key={name}>
                <UnstyledButton className={classes.card} onClick={() => onChoose({ name: title, source })}>
                  <Icon size={24} stroke={1.6} aria-hidden="true" />
                  <strong>{title}</strong>
                  <Text span size="sm" c="dimmed">
                    {summary}
                  </Text>
                </UnstyledButton>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
