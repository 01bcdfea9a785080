import { CHAIN_SAMPLES } from './samples/chain.ts'
import { CONTRACT_SAMPLES } from './samples/contracts.ts'
import { FILE_SAMPLES } from './samples/files.ts'
import { LAB_SAMPLES } from './samples/lab.ts'
import { LINK_SAMPLES } from './samples/links.ts'
import { NETWORK_SAMPLES } from './samples/networks.ts'
import { NODE_SAMPLES } from './samples/node.ts'
import { PAYMENT_SAMPLES } from './samples/payments.ts'
import { WALLET_SAMPLES } from './samples/wallet.ts'

/** One of every call, for tests. */
export const CALL_SAMPLES = {
  ...NODE_SAMPLES,
  ...WALLET_SAMPLES,
  ...PAYMENT_SAMPLES,
  ...CHAIN_SAMPLES,
  ...CONTRACT_SAMPLES,
  ...FILE_SAMPLES,
  ...NETWORK_SAMPLES,
  ...LINK_SAMPLES,
  ...LAB_SAMPLES,
}
