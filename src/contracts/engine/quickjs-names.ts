/**
 * The minified names of what the engine uses in the QuickJS module (`@jitl/quickjs-ng-wasmfile-release-sync`
 * 0.32.0). They change with the package's version, which is pinned; a test compares them with the package's
 * own glue code.
 */
export const EXPORT_NAMES = {
  initialise: 'v',
  malloc: 'w',
  free: 'N',
  stackPointer: 'Pa',
  setStackPointer: 'Na',
  setMemoryLimit: 'z',
  setMaxStackSize: 'E',
  getUndefined: 'F',
  newRuntime: 'L',
  newContext: 'O',
  freeValue: 'Q',
  newArrayBuffer: 'Y',
  getString: 'aa',
  call: 'na',
  resolveException: 'oa',
  evaluate: 'qa',
  newFunction: 'Ea',
} as const

/** The same for the module's imports from its host. */
export const IMPORT_NAMES = {
  memory: 'a',
  assertFail: 'b',
  fdWrite: 'c',
  fdClose: 'd',
  environGet: 'e',
  environSizesGet: 'f',
  normalizeModule: 'g',
  loadModule: 'h',
  shouldInterrupt: 'i',
  setTimer: 'j',
  resizeHeap: 'k',
  keepaliveClear: 'l',
  localTime: 'm',
  timeZone: 'n',
  fdSeek: 'o',
  dateNow: 'p',
  clockTime: 'q',
  abort: 'r',
  exit: 's',
  callFunction: 't',
  freeHostRef: 'u',
} as const
