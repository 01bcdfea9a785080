/**
 * The layout of the QuickJS module's linear memory: static data, then the C stack, which grows down, then the
 * heap. These are constants of the pinned module, and starting an instance checks them.
 */

/** 16 MB, as the module requests, and never more. */
export const INITIAL_PAGES = 256

/** The stack pointer of an idle instance, above which the heap begins. */
export const STACK_TOP = 5_342_832

/** 5 MB of stack lie between the static data and the heap. */
export const STATIC_END = STACK_TOP - 5 * 1024 * 1024

/** The address where the allocator stores the end of the heap in use, which never moves down. */
export const HEAP_END_POINTER = 96_576

/**
 * How far below {@link STACK_TOP} a call may have written: QuickJS checks its 32 KB on entering a function,
 * whose own needs are extra. A test compares all of the memory after programs with deep stacks.
 */
export const STACK_WINDOW = 256 * 1024
