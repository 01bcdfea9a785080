import type { Page } from 'playwright/test'

interface Ends {
  rawChannel: { connection: RTCPeerConnection; received: Promise<number> }
}

/** MB/s of a reliable, ordered data channel between two pages and nothing else, for comparison. */
export async function measureRawChannel(from: Page, to: Page, bytes: number): Promise<number> {
  const offer = await from.evaluate(async () => {
    const connection = new RTCPeerConnection()
    connection.createDataChannel('raw')
    const channel = connection.createDataChannel('bytes')
    await connection.setLocalDescription()
    while (connection.iceGatheringState !== 'complete') await new Promise(resolve => setTimeout(resolve, 20))
    Object.assign(window, { rawSender: { connection, channel } })
    return connection.localDescription?.sdp ?? ''
  })
  const answer = await to.evaluate(
    async ([sdp, bytes]) => {
      const connection = new RTCPeerConnection()
      const received = new Promise<number>(resolve => {
        connection.ondatachannel = ({ channel }) => {
          if (channel.label !== 'bytes') return
          channel.binaryType = 'arraybuffer'
          let got = 0
          let began = 0
          channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
            began ||= performance.now()
            got += data.byteLength
            if (got >= bytes) resolve((performance.now() - began) / 1000)
          }
        }
      })
      await connection.setRemoteDescription({ type: 'offer', sdp })
      await connection.setLocalDescription()
      while (connection.iceGatheringState !== 'complete')
        await new Promise(resolve => setTimeout(resolve, 20))
      Object.assign(window, { rawChannel: { connection, received } })
      return connection.localDescription?.sdp ?? ''
    },
    [offer, bytes] as const,
  )
  await from.evaluate(
    async ([sdp, bytes]) => {
      const { connection, channel } = (
        window as unknown as { rawSender: { connection: RTCPeerConnection; channel: RTCDataChannel } }
      ).rawSender
      await connection.setRemoteDescription({ type: 'answer', sdp })
      if (channel.readyState !== 'open') {
        await new Promise((resolve, reject) => {
          channel.addEventListener('open', resolve)
          setTimeout(() => reject(new Error(`no channel: ${connection.iceConnectionState}`)), 30_000)
        })
      }
      channel.bufferedAmountLowThreshold = 1 << 20
      const piece = new Uint8Array(1 << 16)
      for (let sent = 0; sent < bytes; sent += piece.length) {
        if (channel.bufferedAmount > 4 << 20) {
          await new Promise(resolve => channel.addEventListener('bufferedamountlow', resolve, { once: true }))
        }
        channel.send(piece)
      }
    },
    [answer, bytes] as const,
  )
  const seconds = await to.evaluate(() => (window as unknown as Ends).rawChannel.received)
  for (const page of [from, to]) {
    await page.evaluate(() => {
      const ends = window as unknown as Partial<Ends & { rawSender: { connection: RTCPeerConnection } }>
      ends.rawChannel?.connection.close()
      ends.rawSender?.connection.close()
    })
  }
  return bytes / 1e6 / seconds
}
