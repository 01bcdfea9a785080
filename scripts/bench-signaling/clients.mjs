import { frameOf, RawClient } from './raw-client.mjs'

/**
 * A process of clients, apart from the servers. Client `2i` and `2i + 1` are a pair: they introduce themselves to
 * each other, and are at different instances if there are several. The parent sends `{id, call, args}` and gets
 * `{id, result}`.
 *
 * An introduction is what two tabs exchange: an offer with its candidates in one direction, an answer with its
 * candidates in the other. It is complete when both have all of it.
 */
const CANDIDATES = 3
/** As long as Chromium's are: an SDP with one data channel, and a host candidate. */
const SDP = `v=0\r\n${'a=something-of-a-session\r\n'.repeat(16)}`
const CANDIDATE = `candidate:1 1 udp 2113937151 ${'0'.repeat(36)}.local 50000 typ host generation 0 ufrag abcd network-cost 999`

const clients = []
let back = 0

const calls = {
  /**
   * Opens clients `from` to `to`, `atOnce` at the same time. Pairs are at different instances, or with `isApart`
   * at one each.
   */
  async connect({ from, to, ports, key, atOnce, isApart }) {
    const portOf = n => ports[(isApart ? n >> 1 : n) % ports.length]
    for (let n = from; n < to; n += atOnce) {
      const group = Array.from({ length: Math.min(atOnce, to - n) }, (_, i) => new RawClient(n + i))
      clients.push(...group)
      await Promise.all(group.map(client => client.open({ port: portOf(client.n), key })))
    }
    for (let i = 0; i + 1 < clients.length; i += 2) pair(clients[i], clients[i + 1])
  },

  /** Introduces pairs for a time, `width` at once; returns how many there were, and how long they took. */
  async introduce({ forMs, width, everyMs = 0 }) {
    const latencies = []
    const until = performance.now() + forMs
    let next = 0
    const turn = async () => {
      while (performance.now() < until) {
        const client = clients[(2 * next++) % clients.length]
        if (client.isBusy) continue
        const start = performance.now()
        await client.introduce()
        latencies.push(performance.now() - start)
        if (everyMs > 0) await new Promise(resolve => setTimeout(resolve, everyMs))
      }
    }
    await Promise.all(Array.from({ length: width }, turn))
    latencies.sort((a, b) => a - b)
    const at = share => latencies[Math.floor(share * (latencies.length - 1))]
    return { count: latencies.length, p50: at(0.5), p99: at(0.99) }
  },

  /** From now on a client that loses its server goes to `port` after a random pause, as tabs do. */
  async follow({ port, key }) {
    for (const client of clients)
      client.onLost = () => {
        const tryAgain = () => {
          const pause = 250 + Math.random() * 500
          setTimeout(() => client.open({ port, key }).then(() => back++, tryAgain), pause)
        }
        tryAgain()
      }
  },

  /** How many clients lost their server and are back. */
  async state() {
    return { back }
  },

  /** Introduces every pair once; `failed` are those that take longer than ten seconds. */
  async introduceAll() {
    let failed = 0
    const offering = clients.filter(client => client.introduce)
    for (let i = 0; i < offering.length; i += 50)
      await Promise.all(
        offering.slice(i, i + 50).map(async client => {
          const late = new Promise(resolve => setTimeout(resolve, 10_000, 'late'))
          if ((await Promise.race([client.introduce(), late])) === 'late') failed++
        }),
      )
    return { failed }
  },
}

function pair(a, b) {
  if (a.introduce) return
  const [offer, answer] = [frames(a, b, 'OFFER'), frames(b, a, 'ANSWER')]
  let [atA, atB] = [0, 0]
  let done
  const count = () => {
    if (atA < CANDIDATES + 1 || atB < CANDIDATES + 1) return
    a.isBusy = false
    done()
  }
  a.onFrame = () => {
    atA++
    count()
  }
  b.onFrame = letter => {
    atB++
    if (letter === 79) send(b, answer)
    count()
  }
  a.introduce = () =>
    new Promise(resolve => {
      a.isBusy = true
      ;[atA, atB, done] = [0, 0, resolve]
      send(a, offer)
    })
}

/** The description first, then the candidates as they are gathered. */
function send({ stream }, [description, candidates]) {
  stream.write(description)
  stream.write(candidates)
}

function frames(from, to, type) {
  const connectionId = `dc_${from.n}`
  const payload = {
    sdp: { type: type.toLowerCase(), sdp: SDP },
    type: 'data',
    connectionId,
    label: 'tabchain/1',
    reliable: true,
    serialization: 'raw',
  }
  const candidate = {
    candidate: { candidate: CANDIDATE, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' },
    type: 'data',
    connectionId,
  }
  const one = frameOf({ type: 'CANDIDATE', payload: candidate, dst: to.peerId })
  return [frameOf({ type, payload, dst: to.peerId }), Buffer.concat(Array(CANDIDATES).fill(one))]
}

process.on('message', async ({ id, call, args }) => {
  try {
    process.send({ id, result: await calls[call](args) })
  } catch (error) {
    process.send({ id, error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
