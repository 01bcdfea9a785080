import { formatContractAddress } from '#chain/address.ts'
import type { ContractCall, ContractHost } from '#chain/apply/contract-runtime.ts'
import { assert } from '#lib/assert.ts'
import { bytesEqual, bytesToHex } from '#lib/bytes.ts'
import { textFromUtf8 } from '#lib/utf8.ts'
import { valueText } from '#lib/value-text.ts'
import { decodeValue } from '../decode-value.ts'
import type { HostGas } from '../gas-counter.ts'
import type { Value } from '../value.ts'
import { MAX_CHANGES, MAX_FRAMES, MAX_FUNCTION_NAME, MAX_SHOWN, MAX_SHOWN_ENTRIES } from './limits.ts'
import type { TraceChange, TracedContract, TraceFrame, TraceLocal, TraceStep, TraceStop } from './trace.ts'

/** Ends a run from within: the sandbox passes it on unchanged. */
export class TraceEnd extends Error {
  override readonly name = 'TraceEnd'
  constructor(readonly why: TraceStop) {
    super(why)
  }
}

/** A call in progress. */
interface Waiting {
  readonly contract: string
  readonly method: string
  readonly host: ContractHost | undefined
  /** The line of its latest step. */
  line: number
  /** The gas when its code continued after the last step; undefined before the first. */
  gas: bigint | undefined
}

interface Known extends TracedContract {
  readonly fields: Map<string, Value | undefined>
  readonly before: Map<string, string | null>
  /** The latest reported fields. */
  readonly last: Map<string, Uint8Array | undefined>
  /** Changes that are not part of a step yet. */
  readonly changes: Map<string, string | null>
}

interface RecorderOptions {
  /** The contract whose code runs first, also while its class is made. */
  readonly root: string
  readonly keeps: (index: number) => boolean
  readonly maxSteps: number
}

const BOUNDS = { characters: MAX_SHOWN, entries: MAX_SHOWN_ENTRIES }

/** Receives the reports of a run in the sandboxes of a trace, and keeps the wanted ones. */
export class Recorder {
  readonly steps: TraceStep[] = []
  readonly #contracts = new Map<string, Known>()
  readonly #calls: Waiting[] = []
  readonly #options: RecorderOptions
  #total = 0
  #used = 0n
  #limit: bigint | undefined
  #stepGas = 0n

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** Steps so far, kept or not. */
  get total(): number {
    return this.#total
  }

  /** Ends the run when the contract's own code has used this much gas, without the gas of the steps. */
  endAfter(gas: bigint, stepGas: bigint): void {
    this.#limit = gas
    this.#stepGas = stepGas
  }

  /** In the order in which they were called. */
  get contracts(): readonly TracedContract[] {
    return [...this.#contracts.values()]
  }

  /** The changes in a contract's state since its last kept step. */
  ending(contract: string): readonly TraceChange[] {
    const known = this.#contracts.get(contract)
    if (!known) return []
    return [...known.changes].slice(-MAX_CHANGES).map(([name, now]) => changeOf(known, name, now))
  }

  /** Runs `work` while a class is made, without a call. */
  making<T>(source: string, work: () => T): T {
    return this.#waiting({ contract: this.#options.root, method: 'class', host: undefined }, source, work)
  }

  /** Runs `work` as a call, with a host that records writes. */
  calling<T>(call: ContractCall, host: ContractHost, work: (host: ContractHost) => T): T {
    const contract = formatContractAddress(call.contract)
    const outer = this.#calls.at(-1)
    // A called contract pays for itself; the rest of the price is small.
    if (outer) outer.gas = undefined
    return this.#waiting({ contract, method: call.method, host }, call.source, () =>
      work({
        ...host,
        write: (key, value) => {
          this.#willChange(contract, key, host)
          const written = host.write(key, value)
          if (written.ok) this.#changed(contract, key, value)
          return written
        },
      }),
    )
  }

  #waiting<T>(
    { contract, method, host }: Pick<Waiting, 'contract' | 'method' | 'host'>,
    source: string,
    work: () => T,
  ): T {
    if (!this.#contracts.has(contract)) {
      const empty = { fields: new Map(), before: new Map(), last: new Map(), changes: new Map() }
      this.#contracts.set(contract, { contract, source, ...empty })
    }
    this.#calls.push({ contract, method, host, line: 0, gas: undefined })
    try {
      return work()
    } finally {
      this.#calls.pop()
    }
  }

  /**
   * {@link receive} while a class is made: records only if this is the outermost code, and not when a call makes
   * a class again.
   */
  receiveMaking(value: Value, gas: HostGas): Value {
    return this.#calls.at(-1)?.host === undefined ? this.receive(value, gas) : false
  }

  /**
   * Receives a report of trace-prelude.js: a line, on which it may then report more; a field; or a whole
   * step. Everything else is ignored.
   */
  receive(value: Value, gas: HostGas): Value {
    const call = this.#calls.at(-1)
    assert(call, 'a step belongs to a call')
    if (typeof value === 'number') return this.#atLine(call, value, gas)
    if (!Array.isArray(value)) return null
    const [what, more] = value
    if (typeof what !== 'string') return null
    if (more === null || typeof more === 'string' || more instanceof Uint8Array) {
      this.#field(call, what, more)
      return null
    }
    if (!Array.isArray(more)) return null
    this.steps.push({
      index: this.#total - 1,
      contract: call.contract,
      line: call.line,
      stack: this.#frames(what, call),
      locals: more.flatMap(localIn),
      changes: this.ending(call.contract),
    })
    this.#known(call.contract).changes.clear()
    call.gas = gas.left
    return null
  }

  #atLine(call: Waiting, line: number, gas: HostGas): boolean {
    const { keeps, maxSteps } = this.#options
    if (call.gas !== undefined) {
      const own = call.gas - gas.left - this.#stepGas
      if (own > 0n) this.#used += own
    }
    call.gas = gas.left
    if (this.#limit !== undefined && this.#used > this.#limit) throw new TraceEnd('GAS')
    if (this.#total === maxSteps) throw new TraceEnd('STEPS')
    call.line = line
    return keeps(this.#total++)
  }

  #frames(stack: string, call: Waiting): readonly TraceFrame[] {
    const own = [...stack.matchAll(FRAME)].map(([, name = '', line]) => ({
      name: name === '<anonymous>' || name === '<eval>' ? '' : name.slice(0, MAX_FUNCTION_NAME),
      line: Number(line),
      contract: call.contract,
    }))
    const [innermost, ...others] = own
    const frames = innermost ? [{ ...innermost, line: call.line }, ...others] : []
    const waiting = this.#calls.slice(0, -1).toReversed()
    const below = waiting.map(({ contract, method, line }) => ({ name: method, line, contract }))
    return [...frames, ...below].slice(0, MAX_FRAMES)
  }

  #field({ contract, host }: Waiting, name: string, now: Uint8Array | string | null): void {
    const key = fieldKey(name)
    if (host) this.#willChange(contract, key, host)
    if (typeof now === 'string') this.#known(contract).changes.set(name, now)
    else this.#changed(contract, key, now ?? undefined)
  }

  #willChange(contract: string, key: Uint8Array, host: ContractHost): void {
    const { before, last } = this.#known(contract)
    const name = nameOf(key)
    if (name === undefined || before.has(name)) return
    const stored = host.read(key)
    before.set(name, textOf(stored))
    last.set(name, stored)
  }

  #changed(contract: string, key: Uint8Array, value: Uint8Array | undefined): void {
    const { fields, last, changes } = this.#known(contract)
    const name = nameOf(key)
    if (name === undefined) return
    // A field is reported when it changes, and written when the call ends.
    const earlier = last.get(name)
    if (value && earlier ? bytesEqual(value, earlier) : value === earlier) return
    last.set(name, value)
    if (key[0] === FIELD) fields.set(name, value && valueIn(value))
    changes.set(name, textOf(value))
  }

  #known(contract: string): Known {
    const known = this.#contracts.get(contract)
    assert(known, 'a contract that reports something was called')
    return known
  }
}

function localIn(earlier: Value): TraceLocal[] {
  const [name, value] = Array.isArray(earlier) ? earlier : []
  return typeof name === 'string' && typeof value === 'string' ? [{ name, value }] : []
}

/** A line of QuickJS's stack that belongs to the contract. */
const FRAME = /^ *at (.*) \(contract\.js:(\d+)/gm

/**
 * First byte of a stored key: a field's name follows, or a map's name with a 0 after it and then the key
 * (prelude/contract.js).
 */
const FIELD = 0
const MAP = 1

const fieldKey = (name: string) => Uint8Array.of(FIELD, ...Array.from(name, letter => letter.charCodeAt(0)))

/** A field's name, or a map's entry as in source code; undefined for keys of the interface itself. */
function nameOf(key: Uint8Array): string | undefined {
  const text = (bytes: Uint8Array) => textFromUtf8(bytes) ?? bytesToHex(bytes)
  if (key[0] === FIELD) return text(key.subarray(1))
  const end = key.indexOf(0, 1)
  if (key[0] !== MAP || end < 0) return undefined
  const entry = decodeValue(key.subarray(end + 1))
  const name = text(key.subarray(1, end))
  return `${name}[${entry.ok ? valueText(entry.value, BOUNDS) : bytesToHex(key.subarray(end + 1))}]`
}

/** Bytes that do not decode are shown as bytes. */
function valueIn(bytes: Uint8Array): Value {
  const value = decodeValue(bytes)
  return value.ok ? value.value : bytes
}

const textOf = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : valueText(valueIn(bytes), BOUNDS)

const changeOf = ({ before }: Known, name: string, now: string | null): TraceChange => ({
  name,
  before: before.get(name) ?? null,
  now,
})
