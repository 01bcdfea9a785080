import { useEffect, useState } from 'react'
import type { Failure, Result } from '#lib/result.ts'
import { settled } from './use-command.ts'

/** The node's answer to a call that is made once. */
export type Answer<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'error'; readonly failure: Failure }

/**
 * Calls the node once per `key`, for data that is not in the tables and does not change under that key (a
 * block's seal by its id). Use `useLive` for data that changes.
 */
export function useAnswer<T>(ask: () => Promise<Result<T, Failure>>, key: string): Answer<T> {
  const [held, setHeld] = useState<{ key: string; answer: Answer<T> }>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the question; `ask` is a new closure with every render
  useEffect(() => {
    let wanted = true
    settled(ask()).then(result => {
      if (!wanted) return
      const answer: Answer<T> = result.ok
        ? { status: 'ready', value: result.value }
        : { status: 'error', failure: result.error }
      setHeld({ key, answer })
    })
    return () => {
      wanted = false
    }
  }, [key])

  return held?.key === key ? held.answer : { status: 'loading' }
}
