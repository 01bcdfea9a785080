import { ok } from '#lib/result.ts'
import { CALL_NAMES } from './call-names.ts'
import { EVENT_SAMPLES } from './event-samples.ts'
import type { ApiHandlers } from './handlers.ts'
import type { EventResult } from './results.ts'
import { CALL_SAMPLES } from './samples.ts'

/** Handlers for tests that answer with the samples, record their calls, and emit on demand. */
export interface SampleHandlers {
  readonly handlers: ApiHandlers
  readonly asked: { name: string; args: unknown }[]
  emit(event: EventResult): void
  subscribers(): number
}

export function createSampleHandlers(overrides: Partial<ApiHandlers> = {}): SampleHandlers {
  const asked: { name: string; args: unknown }[] = []
  const listeners = new Set<(event: EventResult) => void>()

  const answers = Object.fromEntries(
    CALL_NAMES.map(name => [
      name,
      async (args: unknown) => {
        asked.push({ name, args })
        return ok(CALL_SAMPLES[name].result)
      },
    ]),
  )
  const subscribe = (listener: (event: EventResult) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return {
    handlers: Object.assign(answers, { subscribe }, overrides) as unknown as ApiHandlers,
    asked,
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    subscribers: () => listeners.size,
  }
}

/** Every event of EVENT_SAMPLES as the log would number it. */
export const SAMPLE_EVENTS: readonly EventResult[] = Object.entries(EVENT_SAMPLES).map(
  ([type, data], index) => ({
    seq: index + 1,
    time: 1_790_000_000_000 + index,
    type,
    data,
  }),
)
