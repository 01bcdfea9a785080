import { t } from '@lingui/core/macro'
import { Menu } from '@mantine/core'
import { IconCopy, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import type { Failure, Result } from '#lib/result.ts'
import { ActionsMenu } from '../../../components/actions-menu.tsx'
import { RenameDialog } from '../../../components/rename-dialog.tsx'
import { useNode } from '../../../node-context.tsx'
import { copyName, downloadDraft } from '../draft-file.ts'
import type { DraftWork } from '../draft-saver.ts'
import { DeleteDraft } from './delete-draft.tsx'
import { useNewDraft } from './use-new-draft.ts'

interface DraftMenuProps {
  readonly id: string
  readonly work: DraftWork
  /** Renames the draft; by default it is saved with the new name. */
  rename?(name: string): Promise<Result<unknown, Failure>>
  /** Waits for unsaved changes before the draft is deleted. */
  beforeDelete?(): Promise<void>
  onDeleted?(): void
}

/** The menu of a draft, in the gallery and next to its title. */
export function DraftMenu({ id, work, rename, beforeDelete, onDeleted }: DraftMenuProps) {
  const { api } = useNode()
  const { begin } = useNewDraft()
  const { name: current } = work
  const [dialog, setDialog] = useState<'rename' | 'delete'>()
  const close = () => setDialog(undefined)
  const icon = { size: 17, 'aria-hidden': true } as const

  return (
    <>
      <ActionsMenu label={t`More about ${current}`}>
        <Menu.Item h={44} leftSection={<IconPencil {...icon} />} onClick={() => setDialog('rename')}>
          {t`Rename`}
        </Menu.Item>
        <Menu.Item
          h={44}
          leftSection={<IconCopy {...icon} />}
          onClick={() => begin({ name: copyName(work.name), source: work.source })}
        >
          {t`Duplicate`}
        </Menu.Item>
        <Menu.Item h={44} leftSection={<IconDownload {...icon} />} onClick={() => downloadDraft(work)}>
          {t`Download`}
        </Menu.Item>
        <Menu.Item
          h={44}
          c="var(--mantine-color-error)"
          leftSection={<IconTrash {...icon} />}
          onClick={() => setDialog('delete')}
        >
          {t`Delete`}
        </Menu.Item>
      </ActionsMenu>
      {dialog === 'rename' && (
        <RenameDialog
          name={work.name}
          maxLength={DRAFT_NAME_CHARACTERS}
          rename={rename ?? (name => api.draftSave({ id, name, source: work.source }))}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <DeleteDraft
          id={id}
          name={work.name}
          before={beforeDelete}
          onDeleted={() => {
            close()
            onDeleted?.()
          }}
          onClose={close}
        />
      )}
    </>
  )
}
