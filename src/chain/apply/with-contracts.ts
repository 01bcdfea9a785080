import type { ConsensusRules } from './consensus-rules.ts'
import { contractEffects } from './contract-effects.ts'
import type { ContractRuntime } from './contract-runtime.ts'

/**
 * The same rules with contracts, run by this runtime. Without a runtime, their kinds remain
 * `TX_KIND_ELSEWHERE`: a node that cannot run contracts must not take part where others can.
 */
export const withContracts = <Rules extends ConsensusRules>(
  rules: Rules,
  runtime: ContractRuntime | undefined,
): Rules =>
  runtime === undefined ? rules : { ...rules, effects: { ...rules.effects, ...contractEffects(runtime) } }
