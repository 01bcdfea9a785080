import { t } from '@lingui/core/macro'
import { useLiveQuery } from 'dexie-react-hooks'
import { useRef } from 'react'
import type { ChainDatabase } from '#storage/schema.ts'
import { useNode } from '../node-context.tsx'

/** The state of a live query. `stale` is the last result while there is no newer one (yet). */
export type Live<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'empty' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'stale'; readonly value: T; readonly reason: string }
  | { readonly status: 'error'; readonly message: string }

interface Answer<T> {
  readonly key: string
  readonly value: T | undefined
  readonly error?: string
}

/**
 * A live query: runs `query` again whenever the data that it read changes, in any thread. `key` identifies
 * the query (an id, a page); a query that depends on anything else is a bug. Undefined and `[]` are `empty`.
 * It never throws: a failing database is the union's `error`.
 */
export function useLive<T>(query: (db: ChainDatabase) => Promise<T | undefined>, key = ''): Live<T> {
  const { db } = useNode()
  const lastGood = useRef<Answer<T>>(undefined)

  const answer = useLiveQuery<Answer<T>>(async () => {
    try {
      const good = { key, value: await query(db) }
      lastGood.current = good
      return good
    } catch (error) {
      const last = lastGood.current?.key === key ? lastGood.current.value : undefined
      return { key, value: last, error: error instanceof Error ? error.message : String(error) }
    }
  }, [db, key])

  return liveOf(answer, key)
}

/** The pure part of {@link useLive}: the state of an answer for a caller that now asks for `key`. */
export function liveOf<T>(answer: Answer<T> | undefined, key: string): Live<T> {
  if (answer === undefined) return { status: 'loading' }
  const empty = answer.value === undefined || (Array.isArray(answer.value) && answer.value.length === 0)

  if (answer.key !== key) {
    return empty
      ? { status: 'loading' }
      : { status: 'stale', value: answer.value as T, reason: t`Loading newer data` }
  }
  if (answer.error !== undefined) {
    return empty
      ? { status: 'error', message: answer.error }
      : { status: 'stale', value: answer.value as T, reason: answer.error }
  }
  return empty ? { status: 'empty' } : { status: 'ready', value: answer.value as T }
}

/** The rows, fresh or stale; undefined if there are none. */
export function shownValue<T>(live: Live<T>): T | undefined {
  return live.status === 'ready' || live.status === 'stale' ? live.value : undefined
}
