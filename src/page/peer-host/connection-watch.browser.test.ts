import { afterEach, expect, test } from 'vitest'
import { until } from '#testing/until.ts'
import { ConnectionWatch } from './connection-watch.ts'
import { dialReason } from './dial-reason.ts'

/** Of a range that no network routes (RFC 5737). Browsers refuse ports below 1024. */
const NOWHERE = '203.0.113.1 49999'

const open: RTCPeerConnection[] = []
afterEach(() => {
  for (const pc of open.splice(0)) pc.close()
})

const after = (delayMs: number, task: () => void) => {
  const timer = setTimeout(task, delayMs)
  return () => clearTimeout(timer)
}

/** A dial whose other end is real, and whose addresses are the test's. */
async function dial(iceServers: RTCIceServer[], remoteAddress: string | undefined) {
  const [near, far] = [new RTCPeerConnection({ iceServers }), new RTCPeerConnection()]
  open.push(near, far)
  const watch = new ConnectionWatch(near, after)
  near.createDataChannel('x')
  await near.setLocalDescription()
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription)
  await far.setLocalDescription()
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription)
  if (remoteAddress !== undefined) {
    const candidate = `candidate:1 1 udp 2113937151 ${remoteAddress} typ host`
    await near.addIceCandidate({ candidate, sdpMLineIndex: 0 })
  }
  return { near, far, watch, reason: async () => dialReason(await watch.facts()) }
}

test('names that nobody resolves', async () => {
  const { reason } = await dial([], `${crypto.randomUUID()}.local 49999`)
  expect(await reason()).toMatchObject({ code: 'DIAL_NAMES' })
})

test('an address where nothing answers', async () => {
  const { watch, reason } = await dial([], NOWHERE)
  await until(async () => expect((await watch.facts()).pairs).toBeGreaterThan(0))
  expect(await reason()).toMatchObject({ code: 'DIAL_BLOCKED' })
})

test('an answer without any address', async () => {
  const { reason } = await dial([], undefined)
  expect(await reason()).toMatchObject({ code: 'DIAL_TIMEOUT' })
})

test('no answer', async () => {
  const pc = new RTCPeerConnection()
  open.push(pc)
  const watch = new ConnectionWatch(pc, after)
  expect(dialReason(await watch.facts())).toMatchObject({ code: 'DIAL_TIMEOUT' })
})

test('a TURN server that is not there, with the browser’s code', async () => {
  const turn = { urls: 'turn:127.0.0.1:49999?transport=tcp', username: 'u', credential: 'c' }
  const { watch, reason } = await dial([turn], NOWHERE)
  await until(async () => expect((await watch.facts()).serverErrors).not.toEqual([]))
  expect(await reason()).toMatchObject({
    code: 'ICE_SERVER',
    message: expect.stringMatching(
      /^the TURN server turn:127\.0\.0\.1:49999\?transport=tcp did not answer \(701/,
    ),
  })
})

test('a link within one machine is not relayed', async () => {
  const { near, far, watch } = await dial([], undefined)
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate)
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate)
  const described = [...(far.localDescription?.sdp ?? '').matchAll(/^a=(candidate:.*)$/gm)]
  for (const [, candidate = ''] of described) await near.addIceCandidate({ candidate, sdpMLineIndex: 0 })
  await until(async () => expect(await watch.isRelayed()).toBe(false))
  expect((await watch.facts()).passed).toBe(true)
})
