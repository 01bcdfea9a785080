/**
 * Where things lie in the QuickJS module's linear memory: static data, then the C stack, which grows down, then the heap. Constants of the
 * pinned module; starting an instance checks them.
 */

/** 16 MB, as the module asks for, and never more. */
export const INITIAL_PAGES = 256

/** The stack pointer of an idle instance, above which the heap begins. */
export const STACK_TOP = 5_342_832

/** 5 MB of stack lie between the static data and the heap. */
export const STATIC_END = STACK_TOP - 5 * 1024 * 1024

/** Where the allocator keeps the end of the heap in use, which never moves down. */
export const HEAP_END_POINTER = 96_576

/**
 * How far below {@link STACK_TOP} a call may have written: QuickJS checks its 32 KB on entering a function, and what that then needs comes
 * on top. A test compares all of the memory after programs that dig deep.
 */
export const STACK_WINDOW = 256 * 1024
