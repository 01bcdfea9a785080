/** Bounds of a trace. None of them is a rule: they are for one person who looks at one call, and what the screen and the worker can bear. */

/** Steps that are kept: those at the start, by which a reader finds the way, and those before the end, which tell what went wrong. */
export const FIRST_STEPS = 300
export const LAST_STEPS = 500

/** Steps after which a run is stopped. Each costs some microseconds, and the node does nothing else meanwhile: about a second. */
export const MAX_TRACE_STEPS = 200_000

/** Names that one step shows, the innermost first. */
export const MAX_NAMES = 24

/** Of a value that is shown: characters, entries of a list or an object, and lists and objects within one another. */
export const MAX_SHOWN = 160
export const MAX_SHOWN_ENTRIES = 12
export const MAX_SHOWN_DEPTH = 3

/** Changes of the state that one step shows, the latest: there are more of them only where steps between are not kept. */
export const MAX_CHANGES = 50

/** Functions that wait for one another, as a step shows them, the innermost first. */
export const MAX_FRAMES = 24

/** Of a function's name. */
export const MAX_FUNCTION_NAME = 64

/** What an instrumented source may take; a longer one is run without its local names, which are most of it. */
export const MAX_INSTRUMENTED = 512 * 1024

/**
 * What the instrumented code takes beyond the contract's own bounds (contracts/limits.ts): it is longer, and a step needs memory and stack
 * while it is told. Where the contract itself ends at a bound, the trace ends a little later for the same reason.
 */
export const TRACE_HEAP_BYTES = 10 * 1024 * 1024
export const TRACE_STACK_BYTES = 48 * 1024
export const TRACE_STACK_SLOTS = 49_152

/** Gas that a traced run gets for its steps beside what the call itself may take: for each one, and for each that is kept. */
export const COUNTED_STEP_GAS = 7_000n
export const NAMED_STEP_GAS = 15_000n
export const KEPT_STEP_GAS = 2_000_000n
