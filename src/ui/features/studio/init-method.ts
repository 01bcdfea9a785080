import type { ContractMethodResult } from '#api/contract-results.ts'

/** The method that a deployment calls; a contract without `init` has no parameters. */
export const initOf = (abi: readonly ContractMethodResult[]): ContractMethodResult =>
  abi.find(({ name }) => name === 'init') ?? { name: 'init', parameters: [], view: false, payable: false }
