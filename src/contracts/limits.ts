/** Bounds of the machine that runs contracts. All of them are rules: a node with another number comes to another result. */

/** What one value that crosses the border may take in bytes: arguments, results, a stored field, an event. */
export const MAX_VALUE_BYTES = 64 * 1024

/** What goes over the border around one value: a call with its context, a key beside what is stored under it. */
export const ENVELOPE_BYTES = 4 * 1024
export const ENVELOPE_DEPTH = 2

/** Arrays and objects within one another, in a value that crosses the border; its walk is recursive. */
export const MAX_VALUE_DEPTH = 32

/** Brackets within one another in a source: the parser is recursive, and each level takes stack. */
export const MAX_SOURCE_NESTING = 64

/** QuickJS's own limit, below which recursion ends alike whatever stack the host has; at its default, the host's ends it first. */
export const MAX_STACK_BYTES = 32 * 1024

/**
 * Slots of the host's stack that the calls in progress may take (see meter.ts): a second border, for recursion that takes little of QuickJS's
 * stack, as `JSON.stringify`. In V8's first, unoptimised tier all of them take 200 to 300 KB (measured); it has 984. A contract
 * that calls another one leaves it what it has left itself, because both are on the host's stack.
 */
export const MAX_STACK_SLOTS = 32_768

/** What a contract may have allocated at one time; the heap has 10.9 MB of room, for what fragments. */
export const MAX_HEAP_BYTES = 8 * 1024 * 1024

/** Names of state fields, maps, methods and events. */
export const MAX_NAME_LENGTH = 64

/** A message that a failed call leaves in its receipt, in characters. */
export const MAX_MESSAGE_LENGTH = 500

/** Keys that one page of a map holds at most. */
export const MAX_PAGE_KEYS = 100

/** Public methods of one contract. */
export const MAX_METHODS = 100

/** Memory for compiled sources that are kept, of which a usual one takes two thirds of a megabyte: the contracts of a busy class. */
export const MAX_LOADED_BYTES = 16 * 1024 * 1024

/** What the instances of the machine may hold between transactions: one that used all of its heap, and usual ones for calls within calls. */
export const MAX_IDLE_BYTES = 24 * 1024 * 1024
