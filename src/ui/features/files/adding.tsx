import { t } from '@lingui/core/macro'
import { ActionIcon, Anchor, Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { FOLDER_TYPE } from '#api/folder-type.ts'
import type { FileRow } from '#storage/rows.ts'
import { FileIcon } from '../../components/file-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { Transfer } from '../../components/transfer.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { bytesText } from '../../format/quantity-text.ts'
import { useKeptFiles } from '../../hooks/use-files.ts'
import { shownValue } from '../../hooks/use-live.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { type AddTask, addQueueOf } from './add-queue.ts'
import classes from './adding.module.css'
import { rowsOfTasks } from './rows-of-tasks.ts'

/** The files that this page is adding, with their progress; empty if there are none. */
export function Adding() {
  const queue = addQueueOf(useNode().api)
  const tasks = useSyncExternalStore(queue.subscribe, queue.tasks)
  const rows = rowsOfTasks(tasks, shownValue(useKeptFiles()) ?? [])
  if (tasks.length === 0) return null
  const settled = tasks.some(({ state }) => state.status === 'done' || state.status === 'failed')
  return (
    <Panel
      title={t`Sharing`}
      flush
      action={
        settled && (
          <Button variant="subtle" size="sm" mr={-12} onClick={() => queue.clear()}>
            {t`Clear`}
          </Button>
        )
      }
    >
      <ul className={classes.list} aria-label={t`Files being shared`}>
        {tasks.map(task => (
          <Line key={task.id} task={task} row={rows.get(task.id)} onRemove={() => queue.remove(task.id)} />
        ))}
      </ul>
    </Panel>
  )
}

interface LineProps {
  readonly task: AddTask
  readonly row: FileRow | undefined
  onRemove(): void
}

function Line({ task, row, onRemove }: LineProps) {
  const { given, state } = task
  const { name } = given
  const busy = state.status === 'running' || state.status === 'waiting'
  return (
    <li className={classes.line}>
      <FileIcon name={name} mediaType={given.type === 'folder' ? FOLDER_TYPE : ''} />
      <div className={classes.what}>
        <bdi className={classes.name}>{name}</bdi>
        <State task={task} row={row} />
      </div>
      {busy && (
        <ActionIcon aria-label={t`Cancel ${name}`} onClick={onRemove} size={44}>
          <IconX size={18} />
        </ActionIcon>
      )}
      {state.status === 'done' && <IconCheck className={classes.good} size={20} aria-hidden="true" />}
      {state.status === 'failed' && (
        <IconAlertTriangle className={classes.bad} size={20} aria-hidden="true" />
      )}
    </li>
  )
}

function State({ task: { given, state, sizeBytes }, row }: Omit<LineProps, 'onRemove'>) {
  const { name } = given
  switch (state.status) {
    case 'waiting':
      return (
        <Text size="sm" c="dimmed">
          {t`Waits for its turn`} · {bytesText(sizeBytes)}
        </Text>
      )
    case 'running':
      return (
        <Transfer
          label={t`Adding ${name}`}
          doneBytes={row?.doneBytes ?? 0}
          sizeBytes={sizeBytes}
          bytesPerSecond={row?.bytesPerSecond ?? 0}
        />
      )
    case 'done':
      return (
        <Text size="sm" c="dimmed" role="status">
          {state.txId === null ? t`Shared` : t`Shared and sent to be recorded`} ·{' '}
          <Anchor inherit href={hrefOf({ screen: 'file', cid: state.cid })}>
            {t`Open`}
          </Anchor>
        </Text>
      )
    case 'failed':
      return (
        <Text size="sm" className={classes.bad} role="alert">
          {fieldMessage(state.failure.message)}
        </Text>
      )
  }
}
