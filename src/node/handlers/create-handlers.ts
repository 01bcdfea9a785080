import { type ApiHandlers, reading } from '#api/handlers.ts'
import { addressHandlers } from './addresses.ts'
import { authorityHandlers } from './authorities.ts'
import { chainHandlers } from './chain.ts'
import { configHandlers } from './config.ts'
import type { HandlerContext } from './context.ts'
import { contractBrowsingHandlers } from './contract-browsing.ts'
import { contractHandlers } from './contracts.ts'
import { draftHandlers } from './drafts.ts'
import { explorerHandlers } from './explorer.ts'
import { fileSharingHandlers } from './file-sharing.ts'
import { fileHandlers } from './files.ts'
import { handLinkHandlers } from './hand-links.ts'
import { inviteHandlers } from './invites.ts'
import { labHandlers } from './lab.ts'
import { looking } from './looking.ts'
import { maintenanceHandlers } from './maintenance.ts'
import { miningHandlers } from './mining.ts'
import { networksHandlers } from './networks.ts'
import { paymentHandlers } from './payments.ts'
import { peerHandlers } from './peers.ts'
import { proofHandlers } from './proofs.ts'
import { stakeHandlers } from './stakes.ts'
import { terminalLinesHandlers } from './terminal-lines.ts'
import { traceHandlers } from './trace.ts'
import { walletHandlers } from './wallet.ts'

/** Every call of the API, answered by the running node; one file per group. */
export function createHandlers(context: HandlerContext): ApiHandlers {
  const { node } = context
  const handlers = {
    ...maintenanceHandlers(context),
    ...addressHandlers(context),
    ...walletHandlers(context),
    ...paymentHandlers(context),
    ...looking(context, explorerHandlers(context)),
    ...chainHandlers(context),
    ...looking(context, proofHandlers(context)),
    ...fileHandlers(context),
    ...fileSharingHandlers(context),
    ...looking(context, contractHandlers(context), ['contractView', 'contractSimulate', 'contractRehearse']),
    ...looking(context, contractBrowsingHandlers(context)),
    ...draftHandlers(context),
    ...looking(context, traceHandlers(context)),
    ...stakeHandlers(context),
    ...authorityHandlers(context),
    ...miningHandlers(context),
    ...configHandlers(context),
    ...peerHandlers(context),
    ...handLinkHandlers(context),
    ...inviteHandlers(context),
    ...networksHandlers(context),
    ...terminalLinesHandlers(context),
    ...labHandlers(context),
  }
  return reading(handlers, node.wallet, listener => node.events.subscribe(listener))
}
