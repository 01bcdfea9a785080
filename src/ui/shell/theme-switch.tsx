import { t } from '@lingui/core/macro'
import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

const SCHEMES = [
  { scheme: 'light', name: t`Light`, icon: IconSun },
  { scheme: 'dark', name: t`Dark`, icon: IconMoon },
  { scheme: 'auto', name: t`As the system`, icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; name: string; icon: unknown }[]

/** The choice of the theme: light, dark, or the system's; it is kept in this browser. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chosen = SCHEMES.find(({ scheme }) => scheme === colorScheme) ?? SCHEMES[2]
  const { name } = chosen

  return (
    <Menu position="bottom-end" shadow="lg" radius="md" width={180}>
      <Menu.Target>
        <ActionIcon size={44} aria-label={t`Theme: ${name}`}>
          <chosen.icon size={19} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, name, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            h={44}
            leftSection={<Icon size={18} stroke={1.7} />}
            onClick={() => setColorScheme(scheme)}
            aria-current={scheme === colorScheme}
            fw={scheme === colorScheme ? 650 : 400}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
