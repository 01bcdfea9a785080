import type { ContractRehearsalRequest, ContractStep } from '#api/contract-results.ts'
import { MAX_METHOD_NAME_BYTES } from '#chain/limits.ts'
import { text } from '#chain/schema.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Chain } from '#node/chain/chain.ts'
import type { Rehearsal } from '#node/trial/rehearse.ts'
import type { Wallet } from '#wallet/wallet.ts'
import {
  type DeployFields,
  given,
  readArguments,
  readCoins,
  readDeployment,
  readPerson,
  readTarget,
} from './contract-fields.ts'
import { REHEARSAL_STEPS } from './limits.ts'

type Call = Rehearsal['calls'][number]

/** The fields of a rehearsal as the rules know them; a method that the contract lacks is the play's to tell. */
export function readRehearsal(
  chain: Chain,
  wallet: Wallet,
  { from, source, address, args, amount, steps }: ContractRehearsalRequest,
): Result<Rehearsal, Failure> {
  if (!Array.isArray(steps))
    return fail('BAD_REQUEST', 'steps: give a list of calls, such as [{ method: "vote", args: [0] }]')
  if (steps.length > REHEARSAL_STEPS) {
    return fail('BAD_REQUEST', `steps: at most ${REHEARSAL_STEPS} are tried at once; leave some out`)
  }
  if ((source === undefined) === (address === undefined)) {
    return fail('BAD_REQUEST', 'source: give either a source to deploy or the address of a contract')
  }
  const on =
    source === undefined
      ? readFound(chain, address ?? '')
      : readNew(chain, wallet, from, { source, ...given(args, amount) })
  if (!on.ok) return on

  const calls: Call[] = []
  for (const [i, step] of steps.entries()) {
    const call = readStep(chain, wallet, { from, ...step })
    if (!call.ok) return fail(call.error.code, `steps[${i}].${call.error.message}`)
    calls.push(call.value)
  }
  return ok({ on: on.value, calls })
}

function readFound(chain: Chain, address: string): Result<Rehearsal['on'], Failure> {
  const target = readTarget(chain, address)
  return target.ok ? ok(target.value.address) : target
}

function readNew(
  { genesis }: Chain,
  wallet: Wallet,
  from: string,
  deployment: DeployFields,
): Result<Rehearsal['on'], Failure> {
  const sender = readPerson(wallet, from, 'from')
  if (!sender.ok) return sender
  const payload = readDeployment(deployment)
  if (!payload.ok) return payload
  return ok({ sender: sender.value, payload: { ...payload.value, gasLimit: genesis.limits.blockGas } })
}

function readStep(
  { genesis }: Chain,
  wallet: Wallet,
  { from, method, args, amount }: ContractStep & { from: string },
): Result<Call, Failure> {
  const sender = readPerson(wallet, from, 'from')
  if (!sender.ok) return sender
  const name = text(MAX_METHOD_NAME_BYTES)(method)
  if (!name.ok || method === '') {
    return fail('BAD_REQUEST', `method: ${name.ok ? 'give the method to call' : name.error}`)
  }
  const encoded = readArguments(args)
  if (!encoded.ok) return encoded
  const coins = readCoins(amount)
  if (!coins.ok) return coins
  return ok({
    sender: sender.value,
    payload: {
      kind: 'invoke',
      method,
      args: encoded.value,
      amount: coins.value,
      gasLimit: genesis.limits.blockGas,
      expected: undefined,
    },
  })
}
