import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REPOSITORY } from '#testing/architecture/read-sources.ts'
import { callNamesFile } from '#testing/contract/call-names-file.ts'

/** Files that follow from others. `node scripts/docs.mjs` writes them anew. */
const FILES: Readonly<Record<string, (before: string) => string>> = {
  'src/api/call-names.ts': callNamesFile,
}

test.each(Object.entries(FILES))('%s is what it is made of', (path, make) => {
  const before = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  if (process.env.UPDATE_DOCS) writeFileSync(`${REPOSITORY}${path}`, make(before))
  else expect(before).toBe(make(before))
})
