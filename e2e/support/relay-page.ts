import type { Page } from 'playwright/test'
import type { Page as FirefoxPage } from 'puppeteer-core'

/** A STUN or TURN server, as `/signal/ice` names it. */
export interface IceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

/** What pages of Playwright and of Puppeteer have in common; their types do not. */
interface Evaluates {
  evaluate<R, A>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>
}

export interface RelayedLink {
  /** What the second page received. */
  readonly received: number
  /** Of both ends of the chosen pair. */
  readonly candidateTypes: readonly string[]
  readonly relayProtocol: string | undefined
}

interface Ends {
  ends?: { connection: RTCPeerConnection; channel: Promise<RTCDataChannel>; received: number }
}

/** Connects two pages through one TURN server and nothing else, and sends bytes from the first to the second. */
export async function sendThrough(
  server: IceServer,
  pages: readonly [Page | FirefoxPage, Page],
  bytes: number,
): Promise<RelayedLink> {
  const [first, second] = pages as unknown as readonly [Evaluates, Evaluates]
  const offer = await describe(first, server)
  const answer = await describe(second, server, offer)
  await first.evaluate(remote => (window as Ends).ends?.connection.setRemoteDescription(remote), answer)
  await first.evaluate(async count => {
    const channel = await (window as Ends).ends?.channel
    for (let sent = 0; sent < count; sent += 1_000)
      channel?.send(new Uint8Array(Math.min(1_000, count - sent)))
  }, bytes)
  return second.evaluate(receive, bytes)
}

/** The description of a page's end, with all its candidates. */
function describe(
  page: Evaluates,
  server: IceServer,
  offer?: RTCSessionDescriptionInit,
): Promise<RTCSessionDescriptionInit> {
  return page.evaluate(
    async ([iceServer, remote]) => {
      const connection = new RTCPeerConnection({ iceServers: [iceServer], iceTransportPolicy: 'relay' })
      const made = remote ? undefined : connection.createDataChannel('bytes')
      const channel = new Promise<RTCDataChannel>(resolve => {
        if (made) made.onopen = () => resolve(made)
        connection.ondatachannel = event => resolve(event.channel)
      })
      const ends = { connection, channel, received: 0 }
      ;(window as Ends).ends = ends
      void channel.then(opened => {
        opened.binaryType = 'arraybuffer'
        opened.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
          ends.received += data.byteLength
        }
      })
      if (remote) await connection.setRemoteDescription(remote)
      await connection.setLocalDescription()
      while (connection.iceGatheringState !== 'complete')
        await new Promise(resolve =>
          connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
        )
      return connection.localDescription?.toJSON() as RTCSessionDescriptionInit
    },
    [server, offer] as const,
  )
}

/** Runs in the page: waits for so many bytes, and looks how they came. */
async function receive(bytes: number): Promise<RelayedLink> {
  const { ends } = window as Ends
  const channel = await ends?.channel
  while (ends && ends.received < bytes)
    await new Promise(resolve => channel?.addEventListener('message', resolve, { once: true }))
  const stats = new Map(
    (await ends?.connection.getStats()) as Iterable<[string, Record<string, string | boolean>]>,
  )
  const pair = [...stats.values()].find(
    ({ type, nominated }) => type === 'candidate-pair' && nominated === true,
  )
  const [local, remote] = [pair?.localCandidateId, pair?.remoteCandidateId].map(id => stats.get(String(id)))
  return {
    received: ends?.received ?? 0,
    candidateTypes: [String(local?.candidateType), String(remote?.candidateType)],
    relayProtocol: local?.relayProtocol as string | undefined,
  }
}
