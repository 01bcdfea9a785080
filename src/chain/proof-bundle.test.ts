import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { provenChain } from '#testing/proven-chain.ts'
import { BUDGETS } from '../../scripts/budgets.mjs'
import { measureBundles } from '../../scripts/bundle-sizes.mjs'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tabchain-verifier-'))
beforeAll(
  () =>
    build({
      root: REPOSITORY,
      configFile: `${REPOSITORY}vite.proof.config.ts`,
      logLevel: 'error',
      build: { outDir: folder },
    }),
  60_000,
)
afterAll(() => rmSync(folder, { recursive: true }))

/** The output of a program that has the built file and nothing else of the repository. */
const printedBy = (program: string): string => {
  const file = join(folder, 'program.mjs')
  const built = pathToFileURL(join(folder, 'verify-proof.js')).href
  writeFileSync(file, `import { verifyProof } from ${JSON.stringify(built)}\n${program}`)
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }).trim()
}

test('the built verifier is one file within its budget', () => {
  const { entries } = measureBundles(
    folder,
    BUDGETS.filter(({ entry }) => entry === 'proof verifier'),
  )
  expect(entries).toMatchObject([{ ok: true, files: ['verify-proof.js'] }])
})

test('it accepts a proof and refuses a changed one, under plain Node', async () => {
  const [first] = await provenChain(1)
  if (first === undefined) throw new Error('a chain gives proofs')
  const { header, proof } = first
  const bytes = (hex: string) => `Uint8Array.from(Buffer.from('${hex}', 'hex'))`
  const changed = proof.with(-1, (proof.at(-1) ?? 0) ^ 1)
  expect(
    printedBy(`
      const header = ${bytes(bytesToHex(header.bytes))}
      const good = verifyProof(header, ${bytes(bytesToHex(proof))})
      const bad = verifyProof(header, ${bytes(bytesToHex(changed))})
      console.log(good.ok, good.value.type, good.value.header.height, bad.ok)
    `),
  ).toBe('true account 1 false')
})
