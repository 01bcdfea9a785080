import type { Failure, Result } from '#lib/result.ts'
import type { CallName } from './calls.ts'
import type { EventResult } from './results.ts'

/** Page to node. The client chooses `id`, which is unique on a port. */
export type PortRequest =
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly args: unknown }
  | { readonly type: 'cancel'; readonly id: number }

/** Node to page. An event that happened during a call arrives before that call's result. */
export type PortResponse =
  | { readonly type: 'result'; readonly id: number; readonly result: Result<unknown, Failure> }
  | { readonly type: 'event'; readonly event: EventResult }
