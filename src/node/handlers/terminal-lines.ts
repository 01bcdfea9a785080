import type { CallHandlers } from '#api/handlers.ts'
import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'
import { Mutex } from '#lib/mutex.ts'
import { fail, ok } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'

const KEY = 'terminal/lines'

/**
 * What was typed in the terminal. It lies beside the keys: a person's own, gone with them, and of no network.
 */
export function terminalLinesHandlers({ settings }: HandlerContext) {
  const exclusive = new Mutex()
  const load = async (): Promise<string[]> => (await settings.get<string[]>(KEY)) ?? []

  return {
    terminalLines: ({ add, clear = false }) =>
      exclusive.run(async () => {
        if (add !== undefined && !isLine(add)) {
          return fail(
            'VALUE_BAD',
            `add: a line of 1 to ${MAX_TERMINAL_LINE} characters is kept, without line ends`,
          )
        }
        const before = clear ? [] : await load()
        if (add === undefined && !clear) return ok(before)

        const lines = add === undefined ? before : [...before, add].slice(-MAX_TERMINAL_LINES)
        await settings.set(KEY, lines)
        return ok(lines)
      }),
  } satisfies Partial<CallHandlers>
}

const isLine = (text: string) =>
  text.trim() !== '' && text.length <= MAX_TERMINAL_LINE && !/\p{Cc}/u.test(text)
