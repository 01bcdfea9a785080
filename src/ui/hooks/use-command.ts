import { t } from '@lingui/core/macro'
import { useCallback, useRef, useState } from 'react'
import type { Failure, Result } from '#lib/result.ts'

/** The state of a command that the user gave. */
export type CommandState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly since: number }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'done'; readonly value: T }

export interface Command<Args, T> {
  readonly state: CommandState<T>
  /**
   * Does nothing while the command runs: a double click is one command. Resolves to the value, or undefined
   * when it failed.
   */
  run(args: Args): Promise<T | undefined>
  clear(): void
}

/**
 * A call of the node for a button. It keeps only the outcome of the command; live queries show its effects.
 */
export function useCommand<Args, T>(call: (args: Args) => Promise<Result<T, Failure>>): Command<Args, T> {
  const [state, setState] = useState<CommandState<T>>({ status: 'idle' })
  const running = useRef(false)
  const latest = useRef(call)
  latest.current = call

  const run = useCallback(async (args: Args) => {
    if (running.current) return undefined
    running.current = true
    setState({ status: 'running', since: Date.now() })
    const result = await settled(latest.current(args))
    running.current = false
    setState(
      result.ok ? { status: 'done', value: result.value } : { status: 'failed', failure: result.error },
    )
    return result.ok ? result.value : undefined
  }, [])

  const clear = useCallback(() => setState({ status: 'idle' }), [])
  return { state, run, clear }
}

/** A call rejects only if the worker is gone, which is shown like any other failure. */
export async function settled<T>(promise: Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await promise
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      error: { code: 'NODE_GONE', message: t`The node does not answer (${detail}). Reload this tab.` },
    }
  }
}
