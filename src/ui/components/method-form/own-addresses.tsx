import { t } from '@lingui/core/macro'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconAddressBook } from '@tabler/icons-react'
import { shortAddress } from '../../format/short-text.ts'
import { useOfferedPeople } from './offered-people.tsx'

/** A menu of own or other offered addresses, which fills in a field. */
export function OwnAddresses({ onChoose }: { onChoose(address: string): void }) {
  const people = useOfferedPeople()
  if (people.length === 0) return null
  return (
    <Menu position="bottom-end" width={240} shadow="lg" radius="md">
      <Menu.Target>
        <Tooltip label={t`Your addresses`}>
          <ActionIcon aria-label={t`Insert one of your addresses`} size={36}>
            <IconAddressBook size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
        {people.map(({ address, name }) => (
          <Menu.Item key={address} onClick={() => onChoose(address)} h={44}>
            {name}{' '}
            <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.875em' }}>
              {shortAddress(address)}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
