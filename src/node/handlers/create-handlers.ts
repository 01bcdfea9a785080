import type { ApiHandlers } from '../../api/handlers.ts'
import { addressHandlers } from './addresses.ts'
import type { HandlerContext } from './context.ts'
import { explorerHandlers } from './explorer.ts'
import { maintenanceHandlers } from './maintenance.ts'
import { miningHandlers } from './mining.ts'
import { paymentHandlers } from './payments.ts'
import { peerHandlers } from './peers.ts'

/** Every call of the API, answered by the running node; one file per group. */
export function createHandlers(context: HandlerContext): ApiHandlers {
  return {
    ...maintenanceHandlers(context),
    ...addressHandlers(context),
    ...paymentHandlers(context),
    ...explorerHandlers(context),
    ...miningHandlers(context),
    ...peerHandlers(context),
    subscribe: listener => context.node.events.subscribe(listener),
  }
}
