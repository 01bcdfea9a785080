import { BUILT_INS } from './built-ins.ts'
import { BYTES } from './bytes.ts'
import { FAILING_PROGRAMS } from './failures.ts'
import type { Program } from './program.ts'
import { TEXTS_AND_NUMBERS } from './texts-and-numbers.ts'

/** All of them, each name once. */
export const PROGRAMS: readonly Program[] = [
  ...BUILT_INS,
  ...TEXTS_AND_NUMBERS,
  ...BYTES,
  ...FAILING_PROGRAMS,
]
