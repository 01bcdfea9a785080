import type { DoctorResult } from '#api/results.ts'
import type { HandlerContext } from './context.ts'

type Check = DoctorResult['checks'][number]

/** Checks what works in this browser and network, each with a reason in plain words. */
export async function runDoctor({ node, storage }: HandlerContext): Promise<Check[]> {
  const use = await storage.read()
  const peers = node.network.peers().filter(peer => peer.state === 'connected').length
  const { fault } = node.guard
  const bug = node.chain.unjudged.row(0).items.at(-1)
  const { limits } = node.chain.genesis
  const offset = node.network.clockOffsetMs()
  return [
    check(
      'Native Ed25519 signatures',
      await hasNativeEd25519(),
      'fast signature checks',
      'signatures are checked in JavaScript, about nine times slower',
    ),
    check(
      'Several workers',
      node.miner.maxThreads > 1,
      `${node.miner.maxThreads} mining threads`,
      'there is only one core, so mining slows the node down',
    ),
    check(
      'Database',
      !fault,
      `${bytesInWords(use.usedBytes)} of ${bytesInWords(use.quotaBytes)} used`,
      fault?.message ?? '',
    ),
    check(
      'Checking blocks',
      !bug,
      'every received block and transaction could be checked',
      `a bug in Tabchain kept a ${bug?.what} from being checked: ${bug?.message}; update the app, or report the bug`,
    ),
    check(
      'Kept storage',
      use.persisted,
      'the browser keeps the data',
      'the browser may delete the data when space runs out; install the app or allow persistent storage, and back up the phrase',
    ),
    check(
      'Introductions',
      node.signaling === 'online',
      'the signaling server answers',
      'the signaling server does not answer: links work on, and linked tabs introduce others; a tab without a link needs it',
    ),
    check(
      'Peers',
      peers > 0,
      `${peers} connected`,
      'no peer is connected: open an invite link in another browser',
    ),
    check(
      'Clock',
      Math.abs(offset) < limits.futureMs / 2,
      `${offset} ms from the peers’`,
      `${offset} ms from the peers’: blocks more than ${limits.futureMs} ms ahead are not accepted; set this device’s clock`,
    ),
  ]
}

function check(name: string, ok: boolean, good: string, bad: string): Check {
  return { name, ok, detail: ok ? good : bad }
}

function bytesInWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`
}

async function hasNativeEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
    return true
  } catch {
    return false
  }
}
