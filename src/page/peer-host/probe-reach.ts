import type { IceServer, IceServerCheck, ReachReport } from '#network/link-messages.ts'
import { readCandidates } from './candidates.ts'
import type { IceServerError } from './dial-reason.ts'
import { localNetworkPermission } from './local-network.ts'

/** A STUN or TURN server that has not answered by then is away; browsers take longer to report it. */
const GATHER_MS = 5_000

type After = (delayMs: number, task: () => void) => () => void

/** Tries out each STUN and TURN server, and asks for the browser's permission without requesting it. */
export async function probeReach(
  servers: readonly IceServer[] | undefined,
  after: After,
): Promise<ReachReport> {
  const addresses = (servers ?? []).flatMap(({ urls, ...login }) => urls.map(url => ({ url, login })))
  const [own, localNetwork, ...checks] = await Promise.all([
    gather([], after),
    localNetworkPermission(),
    ...addresses.map(({ url, login }) => checkServer({ urls: [url], ...login }, after)),
  ])
  const hosts = own.candidates.filter(({ type }) => type === 'host')
  return {
    servers: servers && checks,
    hidesAddresses: hosts.length > 0 && hosts.every(({ isName }) => isName),
    localNetwork,
  }
}

async function checkServer(server: IceServer, after: After): Promise<IceServerCheck> {
  const [url = ''] = server.urls
  const { candidates, errors } = await gather([server], after)
  const wanted = /^turns?:/.test(url) ? 'relay' : 'srflx'
  // A browser that shows its address leaves out the same one from STUN, and reports no error.
  const works = candidates.some(({ type }) => type === wanted) || (wanted === 'srflx' && errors.length === 0)
  const [error] = errors
  if (works || !error) return { url, works, ...(works ? {} : { code: 701 }) }
  return { url, works, code: error.code, text: error.text }
}

/** The candidates that a tab gets with these servers, and their errors. */
async function gather(iceServers: readonly IceServer[], after: After) {
  const pc = new RTCPeerConnection({ iceServers: [...iceServers] })
  const errors: IceServerError[] = []
  let isComplete = false
  try {
    pc.createDataChannel('')
    await new Promise<void>((resolve, reject) => {
      const cancel = after(GATHER_MS, resolve)
      pc.addEventListener('icecandidateerror', event => {
        const { url, errorCode, errorText } = event as RTCPeerConnectionIceErrorEvent
        errors.push({ url: url ?? '', code: errorCode, text: errorText ?? '' })
      })
      pc.addEventListener('icegatheringstatechange', () => {
        if (pc.iceGatheringState !== 'complete') return
        isComplete = true
        cancel()
        resolve()
      })
      pc.setLocalDescription().catch(reject)
    })
    if (!isComplete && errors.length === 0) errors.push({ url: '', code: 701, text: 'no answer in time' })
    return { candidates: readCandidates(pc.localDescription?.sdp), errors }
  } finally {
    pc.close()
  }
}
