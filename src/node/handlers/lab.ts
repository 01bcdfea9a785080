import type { LabHandlers } from '#api/handlers.ts'
import { fail } from '#lib/result.ts'
import type { HandlerContext } from './context.ts'

const off = async () =>
  fail('LAB_OFF', 'lab: this tab is not in the laboratory; add "?lab" to the page’s address and reload it')

const WITHOUT: LabHandlers = {
  labAttacks: off,
  labAttack: off,
  labTrafficStart: off,
  labTrafficStop: off,
  labStatus: off,
}

/** The handlers of the laboratory, which is loaded only in a page with `?lab`. */
export const labHandlers = ({ lab }: HandlerContext): LabHandlers => lab ?? WITHOUT
