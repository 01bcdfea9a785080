/**
 * Bounds of the machine that runs contracts. All of them are rules: a node with another number would compute
 * other outcomes.
 */

/** Bytes of one value that crosses the boundary: arguments, results, a stored field, an event. */
export const MAX_VALUE_BYTES = 64 * 1024

/** Bytes around one value at the boundary: a call with its context, a key beside its stored value. */
export const ENVELOPE_BYTES = 4 * 1024
export const ENVELOPE_DEPTH = 2

/** Nested arrays and objects in a value that crosses the boundary; reading it is recursive. */
export const MAX_VALUE_DEPTH = 32

/** Nested brackets in a source: the parser is recursive, and each level takes stack. */
export const MAX_SOURCE_NESTING = 64

/**
 * QuickJS's own limit, so that recursion ends at the same depth whatever the host's stack. At its default
 * value, the host's stack would end first.
 */
export const MAX_STACK_BYTES = 32 * 1024

/**
 * Slots of the host's stack for the calls in progress (see meter.ts): a second limit, for recursion that
 * takes little of QuickJS's stack, such as `JSON.stringify`. In V8's first, unoptimised tier all of them take
 * 200 to 300 KB (measured); it has 984. A contract that calls another one passes on what it has left, because
 * both are on the host's stack.
 */
export const MAX_STACK_SLOTS = 32_768

/**
 * Memory that a contract may have allocated at one time; the heap has 10.9 MB, to allow for fragmentation.
 */
export const MAX_HEAP_BYTES = 8 * 1024 * 1024

/** Names of state fields, maps, methods and events. */
export const MAX_NAME_LENGTH = 64

/** Characters of a failed call's message in its receipt. */
export const MAX_MESSAGE_LENGTH = 500

/** The most keys in one page of a map. */
export const MAX_PAGE_KEYS = 100

/** Public methods of one contract. */
export const MAX_METHODS = 100

/**
 * Memory for cached compiled sources, of which a usual one takes two thirds of a megabyte: enough for the
 * contracts of a busy class.
 */
export const MAX_LOADED_BYTES = 16 * 1024 * 1024

/**
 * Memory that instances of the machine may hold between transactions: one that used all of its heap, and
 * usual ones for nested calls.
 */
export const MAX_IDLE_BYTES = 24 * 1024 * 1024
