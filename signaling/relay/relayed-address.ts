import type { TransportAddress } from '../stun/attributes.ts'

/**
 * The address of every relayed port. It is one of those that RFC 5737 keeps for documents, so that no machine
 * on any network has it: relayed packets move within this process, and there is no socket for them.
 */
export const RELAYED_ADDRESS = '192.0.2.1'

/** Whether an address is one of this relay's; its port need not be anyone's. */
export const isRelayed = (peer: TransportAddress | undefined): peer is TransportAddress =>
  peer?.address === RELAYED_ADDRESS
