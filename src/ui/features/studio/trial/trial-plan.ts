import type { ContractRehearsalRequest } from '#api/calls/contracts.ts'

/** The plan of a trial: a deployment and the calls after it, in order, without results. */
export interface TrialPlan {
  readonly deployment: PlannedCall
  readonly calls: readonly (PlannedCall & { readonly id: number; readonly method: string })[]
}

export interface PlannedCall {
  /** The caller's address. */
  readonly from: string
  readonly args: readonly unknown[]
  /** Base units; undefined for none. */
  readonly amount: bigint | undefined
}

export type PlanChange =
  | { readonly type: 'deploy'; readonly call: PlannedCall }
  | { readonly type: 'add'; readonly method: string; readonly call: PlannedCall }
  | { readonly type: 'remove'; readonly id: number }
  | { readonly type: 'clear' }

export const emptyPlan = (from: string): TrialPlan => ({
  deployment: { from, args: [], amount: undefined },
  calls: [],
})

export function changedPlan(plan: TrialPlan, change: PlanChange): TrialPlan {
  switch (change.type) {
    case 'deploy':
      return { ...plan, deployment: change.call }
    case 'add': {
      const id = 1 + Math.max(0, ...plan.calls.map(call => call.id))
      return { ...plan, calls: [...plan.calls, { ...change.call, id, method: change.method }] }
    }
    case 'remove':
      return { ...plan, calls: plan.calls.filter(({ id }) => id !== change.id) }
    case 'clear':
      return { ...plan, calls: [] }
  }
}

/** The request that runs the whole plan on a copy of the state, which the node then discards. */
export function rehearsalOf({ deployment, calls }: TrialPlan, source: string): ContractRehearsalRequest {
  return {
    source,
    ...given(deployment),
    steps: calls.map(({ method, ...call }) => ({ method, ...given(call) })),
  }
}

const given = ({ from, args, amount }: PlannedCall) => ({
  from,
  args,
  ...(amount === undefined ? {} : { amount }),
})
