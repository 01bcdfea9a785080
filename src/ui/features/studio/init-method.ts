import type { ContractMethodResult } from '#api/contract-results.ts'

/** What a deployment calls; a contract without `init` takes nothing. */
export const initOf = (abi: readonly ContractMethodResult[]): ContractMethodResult =>
  abi.find(({ name }) => name === 'init') ?? { name: 'init', parameters: [], view: false, payable: false }
