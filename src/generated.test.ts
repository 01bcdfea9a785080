import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CALL_ERRORS } from '#api/errors/calls.ts'
import { EVERY_CALL_ERRORS } from '#api/errors/every-call.ts'
import { NETWORK_ERRORS } from '#api/errors/network.ts'
import { FAILURES, RULES } from '#chain/rules.ts'
import { REPOSITORY } from '#testing/architecture/read-sources.ts'
import { callNamesFile } from '#testing/contract/call-names-file.ts'
import { readCodes } from '#testing/contract/read-codes.ts'

/**
 * Files that follow from others, all of them or a part. `node scripts/docs.mjs` writes them anew, in this
 * order. The commands take their summaries from the first file, so what reads them is loaded once it is
 * written.
 */
const FILES: Readonly<Record<string, (before: string) => string | Promise<string>>> = {
  'src/api/call-names.ts': callNamesFile,
  'public/tabchain.d.ts': async before => (await import('#testing/contract/types-file.ts')).typesFile(before),
  'docs/automation.md': async before => (await import('#testing/contract/tables.ts')).automationPage(before),
  'docs/errors.md': async before => (await import('#testing/contract/tables.ts')).errorsPage(before),
}

test.each(Object.entries(FILES))('%s is what it is made of', async (path, make) => {
  const before = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  const made = await make(before)
  if (process.env.UPDATE_DOCS) writeFileSync(`${REPOSITORY}${path}`, made)
  else expect(before).toBe(made)
})

describe('every error', () => {
  const errors = { ...EVERY_CALL_ERRORS, ...CALL_ERRORS, ...NETWORK_ERRORS }
  const rules: readonly string[] = [...RULES, ...FAILURES]
  const codes = readCodes()

  test('has its code in the source, and every code its error or its rule', () => {
    const written = [...codes.keys()].filter(code => !rules.includes(code))
    expect(written.toSorted()).toEqual(Object.keys(errors).toSorted())
    expect(codes.size).toBeGreaterThan(200)
  })

  test('of the rules is in the tables of docs/protocol.md', () => {
    const protocol = readFileSync(`${REPOSITORY}docs/protocol.md`, 'utf8')
    expect(rules.filter(code => !protocol.includes(`| \`${code}\` |`))).toEqual([])
  })

  test.each(Object.entries(errors))('%s has one cause and one remedy', (_, text) => {
    expect(text.split('; ')).toHaveLength(2)
    expect(text).toMatch(/^[A-Z].*\.$/)
  })

  test.each(Object.keys(errors))('%s names the thing first, and then what is wrong with it', code => {
    expect(code).not.toMatch(/^(?:BAD|MISSING|NO|NOT|TOO|UNKNOWN|UNCLOSED|INVALID|WRONG)_/)
  })
})
