import { CALL_SENTENCES } from '#api/call-names.ts'
import type { ContractSimulateRequest, ContractStep, ContractTraceRequest } from '#api/calls/contracts.ts'
import type { ContractTraceResult } from '#api/trace-result.ts'
import { taken } from './command-error.ts'
import { argumentList, source, stepList } from './contract-kinds.ts'
import { defineCommand, defined, option, optional, required, rest } from './define-command.ts'
import { coins, count, text } from './kinds.ts'
import { plainFields, plainValue } from './plain.ts'

const TX_ID = /^[0-9a-f]{64}$/i

/** The trace of a call: `contract trace`. */
export const TRACE_COMMANDS = [
  defineCommand({
    name: 'contract trace',
    summary: CALL_SENTENCES.contractTrace,
    arguments: {
      what: required(text, 'a transaction’s id, or the caller: an address, or the name of one of yours'),
      address: optional(text, 'the contract’s address, tabc1…'),
      method: optional(text, 'the method’s name'),
      args: rest(argumentList, 'its arguments, as for contract call'),
    },
    options: {
      source: option(source, 'source of a contract to deploy'),
      amount: option(coins, 'coins that the contract receives'),
      gasLimit: option(count, 'the most gas that it may use'),
      fee: option(coins, 'what the block producer receives'),
      steps: option(stepList, 'calls as for `contract rehearse`; the last one is traced'),
    },
    run: async ({ api }, { what, ...call }) =>
      plainTrace(taken(await api.contractTrace(requestOf(what, defined(call))))),
  }),
]

type Fields = Partial<Omit<ContractSimulateRequest, 'from'>> & { readonly steps?: ContractStep[] }

function requestOf(what: string, { steps, ...call }: Fields): ContractTraceRequest {
  if (steps !== undefined) {
    const { address, source, args, amount } = call
    return { rehearsal: { from: what, steps, ...defined({ address, source, args, amount }) } }
  }
  return TX_ID.test(what) ? { txId: what } : { from: what, ...call }
}

export function plainTrace({ value, error, stopped, before, after, ...trace }: ContractTraceResult) {
  return {
    ...trace,
    value: value === undefined ? null : plainValue(value),
    error: error ?? null,
    stopped: stopped ?? null,
    before: plainFields(before),
    after: plainFields(after),
  }
}
