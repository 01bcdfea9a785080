import type { NodeApi } from '#api/calls.ts'
import type { EventType, NodeEvent } from '#api/events.ts'
import type { EventResult } from '#api/results.ts'
import type { Effects } from './define-command.ts'
import { helpFor } from './help.ts'
import { COMMANDS } from './registry.ts'
import { createRunner, type Run } from './run.ts'
import { renderText } from './text.ts'

/**
 * `window.tabchain`: the commands for scripts, tests and the developer tools. docs/automation.md describes
 * it.
 */
export interface Tabchain {
  readonly version: string
  /**
   * Resolves when the node runs, rejects with the reason when it cannot. Commands that are run earlier wait
   * for the node themselves.
   */
  readonly ready: Promise<void>
  readonly run: Run
  /**
   * Calls `listener` for every event of this type, or of all with `*`, until the returned function is called.
   */
  on<Type extends EventType>(type: Type, listener: (event: NodeEvent<Type>) => void): () => void
  on(type: string, listener: (event: EventResult) => void): () => void
  /** The help of all commands, or of one, as text. */
  help(command?: string): string
}

declare global {
  interface Window {
    /** Set before the node runs. */
    tabchain: Tabchain
  }
}

/** What only the page knows and can do. */
interface PageSide {
  readonly version: string
  readonly effects: Effects
}

/** What the page puts on `window.tabchain`. `ready` may reject without anyone waiting for it. */
export function createAutomation(
  api: NodeApi,
  ready: Promise<void>,
  { version, effects }: PageSide,
): Tabchain {
  ready.catch(() => {})

  return {
    version,
    ready,
    run: createRunner(api, effects),
    on: (type: string, listener: (event: never) => void) =>
      api.on(event => {
        // The overloads tie the listener's event to `type`.
        if (type === '*' || type === event.type) listener(event as never)
      }),
    help: (command = '') => renderText(helpFor(COMMANDS, command)),
  }
}
