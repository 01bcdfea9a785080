import { defineConfig } from 'vite'

/** The verifier of proofs as one file that needs nothing else (docs/proofs.md), into `dist/` beside the app, which is built before it. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/chain/proof.ts',
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'verify-proof.js' },
    },
  },
})
