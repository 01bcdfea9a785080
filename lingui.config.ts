import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

/** The catalogue of the page's texts: `npm run texts` extracts it, the build compiles it. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  // Each text imports this module, which decides the language.
  runtimeConfigModule: { i18n: ['#ui/texts/i18n.ts', 'i18n'] },
  // With the lines of its texts the catalogue would change with every edit.
  format: formatter({ lineNumbers: false }),
  catalogs: [
    {
      path: '<rootDir>/src/ui/texts/{locale}',
      include: ['src/ui', 'src/page'],
      exclude: ['**/*.test.*'],
    },
  ],
})
