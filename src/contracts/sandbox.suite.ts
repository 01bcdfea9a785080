import { compareBytes } from '#lib/bytes.ts'
import { HOST_OPERATIONS } from './host-operations.ts'
import { type Host, HostRefusal, type Loaded, type Outcome, type Sandbox } from './sandbox.ts'
import type { Value } from './value.ts'

/** Gas for about a tenth of a second, for tests. */
export const PLENTY = 1_000_000_000n

/** A contract's storage in memory, and a log of its other requests. */
export interface MemoryHost {
  readonly stored: Map<string, Value>
  readonly log: (readonly [operation: number, value: Value])[]
  readonly host: Host
}

export function createMemoryHost(): MemoryHost {
  const stored = new Map<string, Value>()
  const log: [number, Value][] = []
  const { read, write, remove, keys, balance } = HOST_OPERATIONS
  return {
    stored,
    log,
    host(operation, value) {
      switch (operation) {
        case read:
          return stored.get(String(value)) ?? null
        case write: {
          const [key, bytes] = value as readonly [Value, Value]
          stored.set(String(key), bytes)
          log.push([operation, value])
          return null
        }
        case remove:
          stored.delete(String(value))
          log.push([operation, value])
          return null
        case keys: {
          const [prefix, after, limit] = value as readonly [Uint8Array, Uint8Array, number]
          return [...stored.keys()]
            .map(key => Uint8Array.from(key.split(','), Number))
            .filter(key => prefix.every((byte, index) => key[index] === byte))
            .sort((left, right) => compareBytes(left, right))
            .filter(key => compareBytes(key, after) > 0)
            .slice(0, limit)
        }
        case balance:
          return 1_000_000n
        case HOST_OPERATIONS.transfer:
          if ((value as readonly Value[])[0] === 'nobody') return new HostRefusal('there is no such address')
      }
      log.push([operation, value])
      return null
    },
  }
}

export const CONTEXT = {
  caller: 'tab1caller',
  value: 0n,
  address: 'tabc1contract',
  height: 7,
  time: 1_700_000_000_000,
  producer: 'tab1producer',
}

export interface Runner {
  readonly loaded: Loaded
  readonly memory: MemoryHost
  call(method: string, args?: readonly Value[], more?: { gasLimit?: bigint; value?: bigint }): Outcome<Value>
  deploy(...args: Value[]): Outcome<Value>
}

/** A contract of this source in a sandbox, ready to be called. */
export function runContract(sandbox: Sandbox, source: string, memory = createMemoryHost()): Runner {
  const loaded = sandbox.load(source, PLENTY)
  if (!loaded.ok) throw new Error(`${loaded.error.code}: ${loaded.error.message}`)
  const run = (
    method: string,
    args: readonly Value[],
    isDeployment: boolean,
    gasLimit: bigint,
    value: bigint,
  ) =>
    sandbox.call(
      loaded.value,
      { method, args, isDeployment, gasLimit, context: { ...CONTEXT, value } },
      memory.host,
    )
  return {
    loaded: loaded.value,
    memory,
    call: (method, args = [], { gasLimit = PLENTY, value = 0n } = {}) =>
      run(method, args, false, gasLimit, value),
    deploy: (...args) => run('init', args, true, PLENTY, 0n),
  }
}
