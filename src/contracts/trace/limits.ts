/**
 * Bounds of a trace. None of them is a rule: they fit one person who examines one call, the screen and the
 * worker.
 */

/**
 * Kept steps: those at the start, by which a reader finds the way, and those before the end, which show the
 * failure.
 */
export const FIRST_STEPS = 300
export const LAST_STEPS = 500

/**
 * Steps after which a run is stopped. Each costs some microseconds, and the node does nothing else meanwhile:
 * about a second.
 */
export const MAX_TRACE_STEPS = 200_000

/** Names that one step shows, the innermost first. */
export const MAX_NAMES = 24

/**
 * Bounds of a value that is shown: characters, entries of a list or an object, and nested lists and objects.
 */
export const MAX_SHOWN = 160
export const MAX_SHOWN_ENTRIES = 12
export const MAX_SHOWN_DEPTH = 3

/**
 * Changes of the state that one step shows, the latest ones. There are more only where steps in between are
 * not kept.
 */
export const MAX_CHANGES = 50

/** Waiting functions that a step shows, the innermost first. */
export const MAX_FRAMES = 24

/** Characters of a function's name. */
export const MAX_FUNCTION_NAME = 64

/** The longest instrumented source; a longer one is run without its local names, which are most of it. */
export const MAX_INSTRUMENTED = 512 * 1024

/**
 * What the instrumented code may use beyond the contract's own bounds (contracts/limits.ts): it is longer,
 * and a step needs memory and stack while it is reported. Where the contract itself reaches a bound, the
 * trace reaches it a little later.
 */
export const TRACE_HEAP_BYTES = 10 * 1024 * 1024
export const TRACE_STACK_BYTES = 48 * 1024
export const TRACE_STACK_SLOTS = 49_152

/**
 * Gas of a traced run for its steps, beside the gas of the call itself: for each step, and for each that is
 * kept.
 */
export const COUNTED_STEP_GAS = 7_000n
export const NAMED_STEP_GAS = 15_000n
export const KEPT_STEP_GAS = 2_000_000n
