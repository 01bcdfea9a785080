import { useEffect, useState } from 'react'
import type { Failure, Result } from '#lib/result.ts'
import { settled } from './use-command.ts'

/** What the node answered to a question that a screen asks once. */
export type Answer<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'error'; readonly failure: Failure }

/**
 * Asks the node once per `key`: for what is not in the tables and does not change under that key (a block's
 * seal by its id). What changes comes by `useLive`.
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
