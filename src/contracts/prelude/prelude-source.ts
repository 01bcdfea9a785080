import { HOST_OPERATIONS } from '../host-operations.ts'
import * as limits from '../limits.ts'
import codec from './codec.js?raw'
import contract from './contract.js?raw'
import dispatch from './dispatch.js?raw'
import harden from './harden.js?raw'

/** The numbers that the interface's own code uses. */
const LIMITS = {
  value: limits.MAX_VALUE_BYTES,
  envelope: limits.MAX_VALUE_BYTES + limits.ENVELOPE_BYTES,
  depth: limits.MAX_VALUE_DEPTH,
  envelopeDepth: limits.ENVELOPE_DEPTH,
  name: limits.MAX_NAME_LENGTH,
  message: limits.MAX_MESSAGE_LENGTH,
  page: limits.MAX_PAGE_KEYS,
  methods: limits.MAX_METHODS,
}

/**
 * Bytes of the numbers at the start of the shared buffer: a status or nothing, and the length of the value
 * after them.
 */
export const HEADER_BYTES = 8

/**
 * The contract interface as one function in QuickJS's own language. It receives the host function and the
 * shared buffer, makes the world of a contract, and returns the function that the host calls. Its text is
 * part of the rules: any change of it changes gas.
 */
export const PRELUDE_SOURCE = preludeSource({ globals: '', more: '', dispatch: 'dispatch' })

/** The interface with additions, for a sandbox outside of the rules (trace/trace-variant.ts). */
export function preludeSource({ globals, more, dispatch: answers }: PreludeAdditions): string {
  return `'use strict';${globals}((host, buffer) => {
const LIMITS = ${JSON.stringify(LIMITS)}
const OPERATIONS = ${JSON.stringify(HOST_OPERATIONS)}
const header = new Int32Array(buffer, 0, ${HEADER_BYTES / 4})
const bytes = new Uint8Array(buffer, ${HEADER_BYTES})
const view = new DataView(buffer, ${HEADER_BYTES})
${[codec, contract, dispatch, harden].join('\n').replaceAll('\r', '')}
${more}harden()
return ${answers}
})`
}

interface PreludeAdditions {
  /** Declarations that the contract's module sees, outside of `globalThis`. */
  readonly globals: string
  /** Code after the interface's own, before the world is closed. */
  readonly more: string
  /** The name of the function that the host calls. */
  readonly dispatch: string
}
