import { describe, expect, test } from 'vitest'
import { CALL_NAMES } from '#api/call-names.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { inputOf, LINES, OTHER_LINES } from './example-lines.suite.ts'
import { COMMANDS } from './registry.ts'
import { createRunner } from './run.ts'

/** Commands that resolve to a file's bytes beside plain JSON. */
const BINARY = ['chain export', 'wallet backup', 'file get', 'file read', 'file export']

const effects = { openLink: () => {}, reload: () => {} }

describe('every call is reached by a command', () => {
  test.each(CALL_NAMES)('%s', async name => {
    const { handlers, asked } = createSampleHandlers()
    await createRunner(createLocalApi(handlers), effects)(LINES[name], inputOf(LINES[name]))
    expect(asked).toEqual([{ name, args: CALL_SAMPLES[name].args }])
  })
})

describe('every command', () => {
  const lines = [...Object.values(LINES), ...OTHER_LINES]
  const lineOf = (name: string) => lines.find(line => line === name || line.startsWith(`${name} `)) ?? ''

  test.each(COMMANDS.map(({ name }) => name))('%s has a line here and resolves to plain JSON', async name => {
    expect(lineOf(name)).not.toBe('')
    const run = createRunner(createLocalApi(createSampleHandlers().handlers), effects)
    const result = await run(lineOf(name), inputOf(lineOf(name)))
    if (BINARY.includes(name)) {
      const { bytes, ...rest } = result as { bytes: unknown }
      expect(bytes).toBeInstanceOf(Uint8Array)
      return expect(JSON.parse(JSON.stringify(rest))).toStrictEqual(rest)
    }
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result)
  })

  test.each(COMMANDS.map(({ name }) => name).filter(name => name !== 'help'))(
    '%s rejects with the code and message of the node that fails it',
    async name => {
      const failing = Object.fromEntries(
        CALL_NAMES.map(call => [
          call,
          async () => ({ ok: false, error: { code: 'STORAGE_FULL', message: 'disk: full' } }),
        ]),
      )
      const api = createLocalApi(createSampleHandlers(failing).handlers)
      const run = createRunner(api, effects)(lineOf(name), inputOf(lineOf(name)))
      await expect(run).rejects.toMatchObject({ code: 'STORAGE_FULL', message: 'disk: full' })
      await expect(run).rejects.toBeInstanceOf(Error)
    },
  )
})
