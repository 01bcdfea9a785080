import { judgedLater } from '#lib/judged.ts'
import { setAside } from '#node/chain/import/beyond.ts'
import type { HandlerContext } from './context.ts'

type Calls = Record<string, (...args: never[]) => Promise<unknown>>

/**
 * The same handlers, of which the named ones (by default all) read strangers' data and change nothing. A bug
 * of this app that is met there fails the call (`JUDGING_FAULT`) and does not stop the node.
 */
export function looking<Handlers extends object>(
  { node: { chain } }: HandlerContext,
  handlers: Handlers,
  names: readonly (keyof Handlers & string)[] = Object.keys(handlers) as (keyof Handlers & string)[],
): Handlers {
  const calls = handlers as Calls
  const guarded = names.map(name => {
    const call = async (...args: never[]) => {
      try {
        return await judgedLater({ what: 'message', id: '', step: name }, async () => calls[name]?.(...args))
      } catch (error) {
        setAside(chain, error)
        throw error
      }
    }
    return [name, call] as const
  })
  return { ...handlers, ...Object.fromEntries(guarded) }
}
