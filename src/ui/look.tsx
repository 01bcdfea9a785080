import './mantine-styles.ts'
import './global.css'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { i18n } from './texts/i18n.ts'
import { cssVariables, theme } from './theme.ts'

/** Texts, theme and style sheets, for the app and for the notices before it. */
export function Look({ children }: { readonly children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        {children}
      </MantineProvider>
    </I18nProvider>
  )
}
