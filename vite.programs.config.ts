import { defineConfig } from 'vite'
import { meteredQuickJs } from './scripts/metered-quickjs.ts'

/** The programs for contracts in one file, for a Node that has neither TypeScript nor our packages (scripts/oldest-node.mjs). */
export default defineConfig({
  plugins: [meteredQuickJs()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/contracts/programs/print-outcomes.suite.ts',
    outDir: '.cache/oldest-node',
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: { output: { entryFileNames: 'print-outcomes.mjs' } },
  },
})
