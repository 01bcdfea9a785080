import type { ReadRehearsal, ReadStep } from '#api/calls/contracts.ts'
import type { Address } from '#chain/address.ts'
import { ZERO } from '#chain/amount.ts'
import { MAX_METHOD_NAME_BYTES } from '#chain/limits.ts'
import { text } from '#chain/schema.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { SimulationSteps } from '#node/simulation/simulate-steps.ts'
import { type DeployFields, findContract, readArguments, readDeployment } from './contract-fields.ts'

type Call = SimulationSteps['calls'][number]

/** Reads the steps of a simulation into the types of the rules. The simulation reports unknown methods. */
export function readSteps(
  chain: Chain,
  { from, source, address, steps, ...rest }: ReadRehearsal,
): Result<SimulationSteps, Failure> {
  const on = readOn(chain, from, source, address, rest)
  if (!on.ok) return on

  const calls: Call[] = []
  for (const [i, step] of steps.entries()) {
    const call = readStep(chain, { from, ...step })
    if (!call.ok) return fail(call.error.code, `steps[${i}].${call.error.message}`)
    calls.push(call.value)
  }
  return ok({ on: on.value, calls })
}

/** Reads an existing contract, or one to deploy. */
function readOn(
  chain: Chain,
  sender: Address,
  source: string | undefined,
  address: Address | undefined,
  rest: Omit<DeployFields, 'source'>,
): Result<SimulationSteps['on'], Failure> {
  if (source === undefined && address !== undefined) {
    const found = findContract(chain, address)
    return found.ok ? ok(address) : found
  }
  if (source === undefined || address !== undefined) {
    return fail('REQUEST_BAD', 'source: give either a source to deploy or the address of a contract')
  }
  const payload = readDeployment({ source, ...rest })
  if (!payload.ok) return payload
  return ok({ sender, payload: { ...payload.value, gasLimit: chain.genesis.limits.blockGas } })
}

function readStep(
  { genesis }: Chain,
  { from: sender, method, args, amount = ZERO }: ReadStep & { readonly from: Address },
): Result<Call, Failure> {
  const name = text(MAX_METHOD_NAME_BYTES)(method)
  if (!name.ok || method === '') {
    return fail('REQUEST_BAD', `method: ${name.ok ? 'give the method to call' : name.error}`)
  }
  const encoded = readArguments(args)
  if (!encoded.ok) return encoded
  const { blockGas } = genesis.limits
  const payload = { kind: 'invoke', method, args: encoded.value, amount, gasLimit: blockGas } as const
  return ok({ sender, payload: { ...payload, expected: undefined } })
}
