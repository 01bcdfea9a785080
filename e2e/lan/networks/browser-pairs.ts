import type { BrowserPair } from '../lan-case.ts'

/** Every network in which two tabs link has to link these. */
export const EVERY_PAIR: readonly BrowserPair[] = ['chromium', 'mixed', 'firefox']
