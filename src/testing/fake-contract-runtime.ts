import type {
  CodeFailure,
  CodeRun,
  ContractAbi,
  ContractCall,
  ContractHost,
  ContractRuntime,
} from '#chain/apply/contract-runtime.ts'
import { type CborValue, decode, encode } from '#chain/codec.ts'
import { assert } from '#lib/assert.ts'
import { err, ok, type Result } from '#lib/result.ts'
import { FAKE_CONTRACTS, type FakeContract, type FakeRun } from './fake-contracts.ts'
import { FakeFailure } from './fake-failure.ts'

/** Gas for loading a source, once in a deployment and again in every call, and for each use of the host. */
export const FAKE_LOAD_GAS = 1_000n
export const FAKE_HOST_GAS = 10n

/** The source of one of the fake contracts; the padding goes into a comment. */
export const fakeSource = (name: keyof typeof FAKE_CONTRACTS, padding = ''): string =>
  `//${padding}\nexport default class ${name} extends Contract {}`

/** A list of arguments, in the chain's own encoding. */
export const fakeArgs = (...values: CborValue[]): Uint8Array => encode(values)

/**
 * Runs a table of methods written in TypeScript, which a source selects by the name of its class. It provides
 * all that chain/ relies on: gas depends on the operations alone, never exceeds its limit and is reported for
 * failures too; refusals of the host are thrown; only payable methods accept coins.
 */
export function createFakeContractRuntime(): ContractRuntime {
  return {
    inspect(source, gasLimit): CodeRun<ContractAbi> {
      if (gasLimit < FAKE_LOAD_GAS) return { gas: gasLimit, outcome: outOfGas() }
      const contract = contractOf(source)
      return { gas: FAKE_LOAD_GAS, outcome: contract ? ok(abiOf(contract)) : err(INVALID) }
    },

    call(call, host) {
      const run = createRun(call, host)
      return { outcome: outcomeOf(() => invoke(call, run)), gas: run.used() }
    },
  }
}

const INVALID: CodeFailure = {
  code: 'CODE_INVALID',
  message: 'the source needs `export default class … extends Contract`',
  line: 1,
}
const outOfGas = () => err<CodeFailure>({ code: 'OUT_OF_GAS', message: 'out of gas', line: 0 })

function contractOf(source: string): FakeContract | undefined {
  const name = /export default class (\w+) extends Contract/.exec(source)?.[1] ?? ''
  return Object.hasOwn(FAKE_CONTRACTS, name) ? FAKE_CONTRACTS[name as keyof typeof FAKE_CONTRACTS] : undefined
}

const abiOf = ({ methods, payable = [], view = [] }: FakeContract): ContractAbi =>
  Object.keys(methods).map(name => ({
    name,
    parameters: ['…args'],
    view: view.includes(name),
    payable: payable.includes(name),
  }))

function invoke({ source, method, args, value, isDeployment }: ContractCall, run: FakeRun): Uint8Array {
  run.use(FAKE_LOAD_GAS)
  const contract = contractOf(source)
  assert(contract, 'a deployed source was inspected')
  const { methods, payable = [] } = contract
  const called = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (method === 'init' ? !isDeployment : called === undefined) {
    throw new FakeFailure('CODE_THREW', `there is no method ${method}`)
  }
  if (value > 0n && !payable.includes(method)) throw new FakeFailure('CODE_THREW', `${method} takes no coins`)
  const values = decode(args)
  if (!values.ok || !Array.isArray(values.value)) throw new FakeFailure('CODE_THREW', 'no list of arguments')
  return encode((called?.(run, values.value) as CborValue | undefined) ?? null)
}

function outcomeOf(work: () => Uint8Array): Result<Uint8Array, CodeFailure> {
  try {
    return ok(work())
  } catch (thrown) {
    if (!(thrown instanceof FakeFailure)) throw thrown
    return err(thrown.failure)
  }
}

/** The host as a method uses it: each use costs gas, each refusal is thrown. */
function createRun(call: ContractCall, host: ContractHost): FakeRun & { used(): bigint } {
  let used = 0n
  const use = (gas: bigint) => {
    used += gas
    if (used <= call.gasLimit) return
    used = call.gasLimit
    throw new FakeFailure('OUT_OF_GAS', 'out of gas')
  }
  const granted = <T>(result: Result<T, string>): T => {
    if (!result.ok) throw new FakeFailure('CODE_THREW', result.error)
    return result.value
  }
  const asked = <T>(ask: () => T): T => {
    use(FAKE_HOST_GAS)
    return ask()
  }

  return {
    call,
    use,
    used: () => used,
    read: key => asked(() => host.read(key)),
    write: (key, value) => asked(() => granted(host.write(key, value))),
    keys: (prefix, last, limit) => asked(() => host.keys(prefix, last, limit)),
    balance: address => asked(() => host.balance(address)),
    transfer: (to, amount) => asked(() => granted(host.transfer(to, amount))),
    emit: (name, ...data) => asked(() => granted(host.emit(name, data))),
    callOther(contract, method, args, value) {
      use(FAKE_HOST_GAS)
      const left = call.gasLimit - used
      const { gas, outcome } = host.call(contract, method, encode(args), value, left)
      assert(gas <= left, 'a call uses no more than it was given')
      use(gas)
      if (!outcome.ok) throw new FakeFailure('CODE_THREW', outcome.error.message)
      const result = decode(outcome.value)
      assert(result.ok, 'a result decodes')
      return result.value
    },
  }
}
