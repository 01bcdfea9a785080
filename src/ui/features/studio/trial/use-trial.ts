import { useCallback, useReducer, useRef, useState } from 'react'
import type { ContractRehearsalRequest } from '#api/calls/contracts.ts'
import type { ContractRehearsalResult } from '#api/contract-results.ts'
import type { Failure } from '#lib/result.ts'
import { settled } from '../../../hooks/use-command.ts'
import { useNode } from '../../../node-context.tsx'
import { changedPlan, emptyPlan, type PlanChange, rehearsalOf, type TrialPlan } from './trial-plan.ts'

/** The result of the last run of a plan. */
export interface TrialOutcome {
  readonly plan: TrialPlan
  /** The request of the trial, for a trace. */
  readonly rehearsal: ContractRehearsalRequest
  readonly result: ContractRehearsalResult
  /** Whether the source has changed since. */
  readonly isOld: boolean
}

export interface Trial {
  readonly plan: TrialPlan
  readonly outcome: TrialOutcome | undefined
  /** Why the trial could not run at all. */
  readonly failure: Failure | undefined
  readonly isRunning: boolean
  /** Changes the plan and runs it. */
  change(change: PlanChange): void
  /** Runs the plan again with the current source. */
  run(): void
  sourceChanged(): void
}

/**
 * A deployment and subsequent calls. After each change all of them run again on a copy of the chain's state.
 */
export function useTrial(source: () => string, from: string): Trial {
  const { api } = useNode()
  const [made, setMade] = useState<TrialPlan>()
  const plan = made ?? emptyPlan(from)
  const [outcome, tell] = useReducer(nextOutcome, undefined)
  const [failure, setFailure] = useState<Failure>()
  const [isRunning, setRunning] = useState(false)
  const last = useRef(0)

  const run = async (wanted: TrialPlan) => {
    const own = ++last.current
    setRunning(true)
    const tried = source()
    const rehearsal = rehearsalOf(wanted, tried)
    const result = await settled(api.contractRehearse(rehearsal))
    // A newer run is on its way, or was faster.
    if (own !== last.current) return
    setRunning(false)
    setFailure(result.ok ? undefined : result.error)
    if (result.ok) tell({ plan: wanted, rehearsal, result: result.value, isOld: tried !== source() })
  }

  return {
    plan,
    outcome,
    failure,
    isRunning,
    change(change) {
      const next = changedPlan(plan, change)
      setMade(next)
      void run(next)
    },
    run: () => void run(plan),
    sourceChanged: useCallback(() => tell('old'), []),
  }
}

function nextOutcome(
  outcome: TrialOutcome | undefined,
  told: TrialOutcome | 'old',
): TrialOutcome | undefined {
  if (told !== 'old') return told
  return outcome === undefined || outcome.isOld ? outcome : { ...outcome, isOld: true }
}
