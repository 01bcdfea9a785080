import { ADDRESS_COMMANDS } from './address.ts'
import { AUTHORITY_COMMANDS } from './authority.ts'
import { CHAIN_COMMANDS } from './chain.ts'
import { CHAIN_CHECK_COMMANDS } from './chain-check.ts'
import { CONTRACT_COMMANDS } from './contract.ts'
import { CONTRACT_BROWSE_COMMANDS } from './contract-browse.ts'
import type { Command } from './define-command.ts'
import { DRAFT_COMMANDS } from './draft.ts'
import { FILE_COMMANDS } from './file.ts'
import { HELP_COMMAND } from './help.ts'
import { LAB_COMMANDS } from './lab.ts'
import { LINK_COMMANDS } from './link.ts'
import { MINE_COMMANDS } from './mine.ts'
import { NETWORK_COMMANDS } from './network.ts'
import { NODE_COMMANDS } from './node.ts'
import { PEER_COMMANDS } from './peer.ts'
import { STAKE_COMMANDS } from './stake.ts'
import { TRACE_COMMANDS } from './trace.ts'
import { WALLET_COMMANDS } from './wallet.ts'

/**
 * Every command, in the order of `help`. A new command is an entry in its group's file; a new group is a file
 * and a line here.
 */
export const COMMANDS: readonly Command[] = [
  ...NODE_COMMANDS,
  ...ADDRESS_COMMANDS,
  ...WALLET_COMMANDS,
  ...CHAIN_COMMANDS,
  ...CHAIN_CHECK_COMMANDS,
  ...CONTRACT_COMMANDS,
  ...CONTRACT_BROWSE_COMMANDS,
  ...DRAFT_COMMANDS,
  ...TRACE_COMMANDS,
  ...FILE_COMMANDS,
  ...MINE_COMMANDS,
  ...STAKE_COMMANDS,
  ...AUTHORITY_COMMANDS,
  ...PEER_COMMANDS,
  ...LINK_COMMANDS,
  ...NETWORK_COMMANDS,
  ...LAB_COMMANDS,
  HELP_COMMAND,
]
