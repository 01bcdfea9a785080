import { readCandidates } from './candidates.ts'
import type { DialFacts, IceServerError } from './dial-reason.ts'
import { localNetworkPermission } from './local-network.ts'

/** The errors of servers that are kept of one connection. */
const MAX_ERRORS = 16
/** Statistics that take longer do not come any more; the facts then lack them. */
const STATS_TIMEOUT_MS = 1_000

type After = (delayMs: number, task: () => void) => () => void

/** The parts of a statistics entry that are read here (webrtc-stats); browsers differ in the rest. */
interface Stat {
  readonly id: string
  readonly type: string
  readonly selectedCandidatePairId?: string
  readonly state?: string
  readonly nominated?: boolean
  readonly selected?: boolean
  readonly responsesReceived?: number
  readonly localCandidateId?: string
  readonly remoteCandidateId?: string
  readonly candidateType?: string
}

/** Records what a failing dial is judged by, from the first step of its `RTCPeerConnection` on. */
export class ConnectionWatch {
  readonly #pc: RTCPeerConnection
  readonly #after: After
  readonly #errors: IceServerError[] = []

  constructor(pc: RTCPeerConnection, after: After) {
    this.#pc = pc
    this.#after = after
    pc.addEventListener('icecandidateerror', event => {
      const { url, errorCode, errorText } = event as RTCPeerConnectionIceErrorEvent
      if (this.#errors.length < MAX_ERRORS)
        this.#errors.push({ url: url ?? '', code: errorCode, text: errorText ?? '' })
    })
  }

  /** Requires that the connection is not closed yet. */
  async facts(): Promise<DialFacts> {
    const { localDescription, remoteDescription, iceGatheringState } = this.#pc
    const servers = (this.#pc.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls)
    const gathering = iceGatheringState === 'gathering'
    const localNetworkDenied = (await localNetworkPermission()) === 'denied'
    const pairs = (await this.#stats()).filter(({ type }) => type === 'candidate-pair')
    return {
      answered: remoteDescription !== null,
      passed: pairs.some(pair => pair.state === 'succeeded' || (pair.responsesReceived ?? 0) > 0),
      local: readCandidates(localDescription?.sdp),
      remote: readCandidates(remoteDescription?.sdp),
      pairs: pairs.length,
      servers,
      serverErrors: this.#errors,
      gathering,
      localNetworkDenied,
    }
  }

  /** Whether the bytes of the open connection go through a TURN server; undefined if the browser hides it. */
  async isRelayed(): Promise<boolean | undefined> {
    const stats = await this.#stats()
    const find = (id: string | undefined) => stats.find(stat => stat.id === id)
    const chosen = stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId
    // Firefox has no transport entry, and marks the pair itself.
    const pair =
      find(chosen) ??
      stats.find(({ selected, nominated, state }) => selected || (nominated && state === 'succeeded'))
    if (!pair) return undefined
    return [pair.localCandidateId, pair.remoteCandidateId].some(id => find(id)?.candidateType === 'relay')
  }

  async #stats(): Promise<Stat[]> {
    const late = new Promise<Stat[]>(resolve => void this.#after(STATS_TIMEOUT_MS, () => resolve([])))
    const stats = this.#pc.getStats().then(
      report => [...(report as unknown as ReadonlyMap<string, Stat>).values()],
      () => [],
    )
    return Promise.race([stats, late])
  }
}
