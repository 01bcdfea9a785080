import type { CallName } from './calls.ts'

/** Every call by name, for the sides that dispatch by name; a call missing here does not compile. */
const NAMES = {
  status: true,
  addressNew: true,
  addressList: true,
  addressRename: true,
  addressExport: true,
  addressImport: true,
  walletPhrase: true,
  send: true,
  stake: true,
  unstake: true,
  stakes: true,
  authorityChange: true,
  authorityList: true,
  fileRecord: true,
  contractTemplates: true,
  contractDeploy: true,
  contractCall: true,
  contractView: true,
  contractShow: true,
  contractSimulate: true,
  contractTrace: true,
  chainProof: true,
  chainCheck: true,
  chainVerify: true,
  chainForks: true,
  networkCreate: true,
  networkList: true,
  networkShow: true,
  networkSwitch: true,
  tx: true,
  block: true,
  blocks: true,
  mempool: true,
  history: true,
  mineStart: true,
  mineStop: true,
  mineOnce: true,
  peers: true,
  peerConnect: true,
  peerDisconnect: true,
  peerBan: true,
  peerKnown: true,
  invite: true,
  join: true,
  events: true,
  doctor: true,
  reset: true,
} satisfies Record<CallName, true>

export const CALL_NAMES = Object.keys(NAMES) as readonly CallName[]

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(NAMES, name)
}
