import { UncheckableCall } from '#chain/apply/contract-runtime.ts'
import type { BeforeRun } from '#contracts/runtime.ts'
import type { Clock } from '#lib/clock.ts'
import { RUN_REPORT_MS } from './limits.ts'

/** A contract in which this tab hung before: it is not run again, and blocks with it stay unchecked here. */
export class SuspectContractError extends UncheckableCall {
  override readonly name = 'SuspectContractError'
  readonly code = 'CONTRACT_SUSPECT'
}

/**
 * Reports to the page's watchdog which contract begins to run, so that it knows which one did not end.
 * Reports of a long block are signs of life too: the same contract is reported again, at most every {@link
 * RUN_REPORT_MS}.
 */
export function createRunWatch(
  suspects: ReadonlySet<string>,
  report: (source: string) => void,
  clock: Pick<Clock, 'now'>,
): BeforeRun {
  let last = ''
  let reportedAt = 0
  return source => {
    if (suspects.has(source)) {
      throw new SuspectContractError(
        'this tab hung in this contract before and does not run it; open it in another browser',
      )
    }
    const now = clock.now()
    if (source === last && now - reportedAt < RUN_REPORT_MS) return
    last = source
    reportedAt = now
    report(source)
  }
}
