import type { TransportAddress } from '../stun/attributes.ts'

/**
 * The address of every relayed port: the dummy address of RFC 7600, which no machine has and no router
 * forwards to. Relayed packets move within this process, and there is no socket for them.
 */
export const RELAYED_ADDRESS = '192.0.0.8'

/** Whether an address is one of this relay's; its port need not be anyone's. */
export const isRelayed = (peer: TransportAddress | undefined): peer is TransportAddress =>
  peer?.address === RELAYED_ADDRESS
