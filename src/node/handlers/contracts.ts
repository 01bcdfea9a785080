import type { Trial } from '#api/calls/contracts.ts'
import type { CallName, CallResult, ReadArgs } from '#api/calls.ts'
import type { CallHandlers } from '#api/handlers.ts'
import { type Address, formatContractAddress } from '#chain/address.ts'
import { type Amount, ZERO } from '#chain/amount.ts'
import { createCallBudget } from '#chain/apply/call-budget.ts'
import { callContract } from '#chain/apply/call-contract.ts'
import { contractAddress } from '#chain/state/contract.ts'
import { StateDraft } from '#chain/state/state-draft.ts'
import type { DeployPayload, InvokePayload, Transaction } from '#chain/transaction/transaction.ts'
import { known } from '#lib/assert.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { nextBlock } from '#node/chain/next-block.ts'
import { leastFeeOf } from '#node/pool/fee-rate.ts'
import { storedValue } from '#node/screens/contract-state.ts'
import { type Simulation, simulate, unsignedLike } from '#node/simulation/simulate.ts'
import { simulateSteps, stepResult } from '#node/simulation/simulate-steps.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { OwnAddress } from '#wallet/wallet.ts'
import type { HandlerContext } from './context.ts'
import {
  checkGasLimit,
  findContract,
  readArguments,
  readCall,
  readDeployment,
  readMethod,
  requireContracts,
} from './contract-fields.ts'
import { nameField } from './name-field.ts'
import { readSteps } from './read-steps.ts'
import { sendTransaction } from './send-transaction.ts'

type Draft = Omit<DeployPayload, 'gasLimit'> | Omit<InvokePayload, 'gasLimit'>
type Answer<Name extends CallName> = Result<CallResult<Name>, Failure>

/** The field that causes each broken rule. */
const FIELDS = {
  TX_GAS: 'gasLimit',
  OUT_OF_GAS: 'gasLimit',
  TX_BALANCE: 'amount',
  CONTRACT_UNKNOWN: 'address',
  CHANGES_UNEXPECTED: 'expected',
  CODE_INVALID: 'source',
}

/**
 * Gas that a call may take beyond its simulation, because the state may change: three tenths, and at least
 * {@link SPARE_GAS} beyond its intrinsic gas.
 */
const SPARE_TENTHS = 13n
const SPARE_GAS = 1_000_000n

/** Handlers for contracts: deploying, calling, querying and simulating. */
export function contractHandlers({ node }: HandlerContext) {
  const { chain } = node

  return {
    contractTemplates: async () => {
      // Loaded only for authors of contracts.
      const { TEMPLATES } = await import('#contracts/templates/templates.ts')
      return ok(TEMPLATES.map(template => ({ ...template })))
    },

    async contractDeploy({ from, gasLimit, fee, ...fields }) {
      const here = requireContracts(chain)
      if (!here.ok) return here
      const deployment = readDeployment(fields)
      if (!deployment.ok) return deployment
      const sent = await send(node, deployment.value, { from, gasLimit, fee })
      if (!sent.ok) return sent
      const { id, sender, nonce } = sent.value
      return ok({ txId: id, address: formatContractAddress(contractAddress(sender, nonce)) })
    },

    async contractCall({ gasLimit, fee, from, ...fields }) {
      const here = requireContracts(chain)
      if (!here.ok) return here
      const call = readCall(chain, fields)
      if (!call.ok) return call
      const sent = await send(node, call.value, { from, gasLimit, fee })
      return sent.ok ? ok({ txId: sent.value.id }) : sent
    },

    contractView: async request => view(node, request),

    contractSimulate: async request => simulateRequest(node, request),

    contractRehearse: async request => rehearsal(node, request),
  } satisfies Partial<CallHandlers>
}

interface SendFields {
  readonly from: OwnAddress
  readonly gasLimit: bigint | undefined
  readonly fee: Amount | undefined
}

/** Without a gas limit, simulates it first and adds spare gas; a failing transaction is not sent. */
async function send(
  node: TabNode,
  draft: Draft,
  { from, gasLimit, fee }: SendFields,
): Promise<Result<Transaction, Failure>> {
  const wanted = checkGasLimit(node.chain, gasLimit)
  if (!wanted.ok) return wanted
  const limit = wanted.value === undefined ? estimate(node, from.publicKey, draft, fee) : ok(wanted.value)
  if (!limit.ok) return limit

  const payload = { ...draft, gasLimit: limit.value }
  const options = { from, fee, mayFail: wanted.value !== undefined }
  return nameField(await sendTransaction(node, options, payload), FIELDS)
}

function estimate(
  { chain }: TabNode,
  sender: Address,
  draft: Draft,
  fee: Amount | undefined,
): Result<bigint, Failure> {
  const { blockGas } = chain.genesis.limits
  const tried = nameField(simulate(chain, sender, { ...draft, gasLimit: blockGas }, fee), FIELDS)
  if (!tried.ok) return tried
  const { failure } = tried.value
  if (failure !== undefined) {
    const named = nameField<bigint>(fail(failure.code, failure.message), FIELDS)
    return named.ok ? named : fail(named.error.code, `${named.error.message}; nothing was sent`)
  }
  return ok(spareLimit(chain, tried.value))
}

/** The simulated gas with spare gas, at most a block's gas. */
function spareLimit({ genesis }: TabNode['chain'], { receipt, intrinsic }: Simulation): bigint {
  const { blockGas } = genesis.limits
  const spare = (receipt.gas * SPARE_TENTHS) / 10n
  const least = intrinsic + SPARE_GAS
  const limit = spare > least ? spare : least
  return limit < blockGas ? limit : blockGas
}

function view(
  { chain, wallet }: TabNode,
  { address, method, args, from: caller = ownAddress(wallet) }: ReadArgs<'contractView'>,
): Answer<'contractView'> {
  const runtime = requireContracts(chain)
  if (!runtime.ok) return runtime
  const contract = findContract(chain, address)
  if (!contract.ok) return contract
  const found = readMethod(contract.value, method)
  if (!found.ok) return found
  if (!found.value.view) {
    return fail(
      'METHOD_NOT_VIEW',
      `method: ${method} may change the state; call it by a transaction, or simulate it`,
    )
  }
  const encoded = readArguments(args)
  if (!encoded.ok) return encoded

  const { gas, outcome } = callContract(
    runtime.value,
    new StateDraft(chain.state),
    nextBlock(chain, caller),
    {
      contract: address,
      method,
      args: encoded.value,
      caller,
      value: ZERO,
      isDeployment: false,
      gasLimit: chain.genesis.limits.blockGas,
      active: [],
      viewOnly: true,
      budget: createCallBudget(),
    },
  )
  if (outcome.ok) return ok({ value: storedValue(outcome.value), gas })
  const { code, message } = outcome.error
  const line = 'line' in outcome.error && outcome.error.line > 0 ? ` (line ${outcome.error.line})` : ''
  return fail(code, `${method}: ${message}${line}`)
}

/** The default caller: the wallet's first address. */
const ownAddress = (wallet: TabNode['wallet']): Address =>
  known(wallet.addresses()[0], 'own address').publicKey

function simulateRequest({ chain }: TabNode, request: Trial): Answer<'contractSimulate'> {
  const here = requireContracts(chain)
  if (!here.ok) return here
  const sender = request.from
  const wanted = checkGasLimit(chain, request.gasLimit)
  if (!wanted.ok) return wanted
  const draft = readSimulated(chain, request)
  if (!draft.ok) return draft
  const gasLimit = wanted.value ?? chain.genesis.limits.blockGas
  const tried = simulate(chain, sender, { ...draft.value, gasLimit }, request.fee)
  if (!tried.ok) return nameField(tried, FIELDS)

  const limit = wanted.value ?? spareLimit(chain, tried.value)
  const unpaid = unsignedLike(chain.state, chain, sender, { ...draft.value, gasLimit: limit }, ZERO)
  return ok({
    ...stepResult(tried.value),
    expected: tried.value.expected,
    gasLimit: limit,
    fee: leastFeeOf(unpaid),
  })
}

/** Reads a call or a deployment to simulate. */
export function readSimulated(
  chain: TabNode['chain'],
  { address, method, source, from: _from, gasLimit: _gas, fee: _fee, ...rest }: Trial,
): Result<Draft, Failure> {
  if (source !== undefined) {
    if (address === undefined && method === undefined) return readDeployment({ source, ...rest })
    return fail('REQUEST_BAD', 'source: it simulates a deployment; give it without address and method')
  }
  if (address === undefined) {
    return fail(
      'REQUEST_BAD',
      'address: give a contract’s address to simulate a call, or a source to simulate a deployment',
    )
  }
  if (method === undefined) return fail('REQUEST_BAD', 'method: give the method to simulate')
  return readCall(chain, { address, method, ...rest })
}

async function rehearsal(
  { chain }: TabNode,
  request: ReadArgs<'contractRehearse'>,
): Promise<Answer<'contractRehearse'>> {
  const here = requireContracts(chain)
  if (!here.ok) return here
  const steps = readSteps(chain, request)
  return steps.ok ? ok(await simulateSteps(chain, steps.value)) : steps
}
