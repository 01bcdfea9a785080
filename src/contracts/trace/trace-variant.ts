import { ok } from '#lib/result.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { checkSource } from '../check-source.ts'
import { preludeSource } from '../prelude/prelude-source.ts'
import type { SandboxVariant } from '../sandbox.ts'
import { instrument, STEP } from './instrument.ts'
import {
  MAX_FRAMES,
  MAX_NAMES,
  MAX_SHOWN,
  MAX_SHOWN_DEPTH,
  MAX_SHOWN_ENTRIES,
  TRACE_HEAP_BYTES,
  TRACE_STACK_BYTES,
  TRACE_STACK_SLOTS,
} from './limits.ts'
import code from './trace-prelude.js?raw'

/** The one host operation that a contract's sandbox does not have (host-operations.ts has the others). */
export const TRACE_OPERATION = 1000

const TRACE = {
  operation: TRACE_OPERATION,
  shown: MAX_SHOWN,
  entries: MAX_SHOWN_ENTRIES,
  depth: MAX_SHOWN_DEPTH,
  frames: MAX_FRAMES,
  names: MAX_NAMES,
}

/**
 * A sandbox that reports every step to its host. Without names it reports only lines, at the lowest price.
 */
export const traceVariant = (withNames: boolean): SandboxVariant => ({
  prelude: preludeSource({
    globals: `let ${STEP};`,
    more: `const TRACE = ${JSON.stringify(TRACE)}\n${code.replaceAll('\r', '')}\n`,
    dispatch: 'tracedDispatch',
  }),
  heapBytes: TRACE_HEAP_BYTES,
  stackBytes: TRACE_STACK_BYTES,
  stackSlots: TRACE_STACK_SLOTS,
  read(source) {
    const checked = checkSource(source)
    return checked.ok ? ok(utf8FromText(instrument(source, withNames) ?? source)) : checked
  },
})
