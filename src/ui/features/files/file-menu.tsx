import { t } from '@lingui/core/macro'
import { Menu } from '@mantine/core'
import { IconCloudDownload, IconDeviceFloppy, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react'
import { ActionsMenu } from '../../components/actions-menu.tsx'
import { isFolderView } from '../../format/file-kind.ts'
import type { FileView } from '../../format/file-view.ts'
import type { FileActions } from '../file/use-file-actions.ts'

interface FileMenuProps {
  readonly file: FileView
  readonly actions: FileActions
}

/** The menu of a file in the list. */
export function FileMenu({ file, actions }: FileMenuProps) {
  const { name, state, kept } = file
  return (
    <ActionsMenu label={t`Actions of ${name}`} running={actions.busy}>
      {state !== 'here' && state !== 'fetching' && (
        <Menu.Item leftSection={<IconCloudDownload size={18} />} onClick={actions.fetch}>
          {t`Fetch`}
        </Menu.Item>
      )}
      {state === 'here' && !isFolderView(file) && (
        <Menu.Item leftSection={<IconDeviceFloppy size={18} />} onClick={actions.save}>
          {t`Save to disk`}
        </Menu.Item>
      )}
      {kept?.pinned ? (
        <Menu.Item leftSection={<IconPinnedOff size={18} />} onClick={() => actions.pin(false)}>
          {t`Unpin`}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<IconPin size={18} />} onClick={() => actions.pin(true)}>
          {kept ? t`Pin` : t`Fetch and pin`}
        </Menu.Item>
      )}
      {kept && (
        <Menu.Item color="clay" leftSection={<IconTrash size={18} />} onClick={actions.drop}>
          {state === 'here' ? t`Drop from this tab` : t`Stop fetching`}
        </Menu.Item>
      )}
    </ActionsMenu>
  )
}
