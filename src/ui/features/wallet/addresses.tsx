import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Menu, Text } from '@mantine/core'
import { IconCopy, IconFileExport, IconHistory, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { WalletRow } from '#storage/rows.ts'
import { MAX_NAME_CHARACTERS } from '#wallet/limits.ts'
import { ActionsMenu } from '../../components/actions-menu.tsx'
import { Amount } from '../../components/amount.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { RenameDialog } from '../../components/rename-dialog.tsx'
import { Show } from '../../components/show.tsx'
import { shortAddress } from '../../format/short-text.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { AddAddress } from './add-address.tsx'
import classes from './addresses.module.css'
import { ExportKey } from './export-key.tsx'

type Dialog =
  | { readonly type: 'add' }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'export'; readonly name: string }

/** The own addresses with their balances and menus. */
export function Addresses() {
  const { api } = useNode()
  const { live } = useWallet()
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)

  return (
    <Panel
      title={t`Addresses`}
      flush
      action={
        <Button
          variant="subtle"
          size="sm"
          // As high as a title alone, its text level with the rows' ends.
          my={-10}
          mr={-14}
          leftSection={<IconPlus size={17} />}
          onClick={() => setDialog({ type: 'add' })}
        >
          <Trans>Add</Trans>
        </Button>
      }
    >
      <Show
        live={live}
        loading={<ListSkeleton rows={1} />}
        empty={
          <Text px="lg">
            <Trans>The wallet is being opened.</Trans>
          </Text>
        }
      >
        {rows => (
          <ul className={classes.list} aria-label={t`Addresses`}>
            {rows.map(row => (
              <AddressLine key={row.address} row={row} onDialog={setDialog} />
            ))}
          </ul>
        )}
      </Show>
      {dialog?.type === 'add' && <AddAddress onClose={close} />}
      {dialog?.type === 'rename' && (
        <RenameDialog
          name={dialog.name}
          maxLength={MAX_NAME_CHARACTERS}
          rename={to => api.addressRename({ name: dialog.name, to })}
          onClose={close}
        />
      )}
      {dialog?.type === 'export' && <ExportKey name={dialog.name} onClose={close} />}
    </Panel>
  )
}

function AddressLine({ row, onDialog }: { readonly row: WalletRow; onDialog(dialog: Dialog): void }) {
  const { address, name } = row
  return (
    <li className={classes.line}>
      <GlyphIcon of={address} size={36} />
      <span className={classes.what}>
        <strong className={classes.name}>{name}</strong>
        <span className={classes.note} title={address}>
          {shortAddress(address)}
        </span>
      </span>
      <span className={classes.end}>
        <strong>
          <Amount amount={row.balance} />
        </strong>
        {row.stake > 0n && (
          <span className={classes.stake}>
            <Trans>
              <Amount amount={row.stake} /> at stake
            </Trans>
          </span>
        )}
        {row.pendingIn - row.pendingOut !== 0n && (
          <span className={classes.pending}>
            <Trans>
              <Amount amount={row.pendingIn - row.pendingOut} signed /> pending
            </Trans>
          </span>
        )}
      </span>
      <ActionsMenu label={t`More about ${name}`}>
        <Menu.Item
          h={44}
          leftSection={<IconCopy size={17} />}
          onClick={() => navigator.clipboard.writeText(address)}
        >
          <Trans>Copy address</Trans>
        </Menu.Item>
        <Menu.Item
          h={44}
          leftSection={<IconHistory size={17} />}
          component="a"
          href={hrefOf({ screen: 'address', address })}
        >
          <Trans>Show its history</Trans>
        </Menu.Item>
        <Menu.Item
          h={44}
          leftSection={<IconPencil size={17} />}
          onClick={() => onDialog({ type: 'rename', name })}
        >
          <Trans>Rename</Trans>
        </Menu.Item>
        <Menu.Item
          h={44}
          leftSection={<IconFileExport size={17} />}
          onClick={() => onDialog({ type: 'export', name })}
        >
          <Trans>Export key</Trans>
        </Menu.Item>
      </ActionsMenu>
    </li>
  )
}
