import type { CallHandlers } from '#api/handlers.ts'
import { MAX_TERMINAL_LINE, MAX_TERMINAL_LINES } from '#api/limits.ts'
import { Mutex } from '#lib/mutex.ts'
import { fail, ok } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'

const KEY = 'terminal/lines'

/**
 * Handlers for lines typed in the terminal. They are stored beside the keys, because they belong to the
 * person and not to a network, and are deleted with them.
 */
export function terminalLinesHandlers({ settings }: HandlerContext) {
  const exclusive = new Mutex()
  const load = async (): Promise<string[]> => (await settings.get<string[]>(KEY)) ?? []

  return {
    terminalLines: ({ add, clear = false }) =>
      exclusive.run(async () => {
        if (add !== undefined && !isLine(add)) {
          return fail('VALUE_BAD', `add: give one line of 1 to ${MAX_TERMINAL_LINE} characters`)
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
