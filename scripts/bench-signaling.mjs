import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { startClients, startInstance, startPlain, startRedis } from './bench-signaling/processes.mjs'
import { NETWORK } from './bench-signaling/raw-client.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { ensureInstalled } from './install.mjs'

/**
 * `npm run bench:signaling`: 5 000 clients over two instances and a Redis, against PeerJS's own server with as
 * many, in turns. Clients run in processes of their own. Prints a table and writes
 * `test-results/bench-signaling.json`. `npm run bench:signaling -- 1000 3` takes other numbers of clients and
 * rounds.
 */
const [clients = 5_000, rounds = 3] = process.argv.slice(2).map(Number)
const REDIS_PORT = 26_379 + (process.pid % 1_000)
const PLAIN_PORT = 29_000 + (process.pid % 1_000)
/** Introductions at the same time, of both client processes. */
const WIDTH = 256
const MEASURE_MS = 4_000
const CLIENT_PROCESSES = 2

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
await ensureInstalled()
await ensureBuilt('server')
const started = []
process.on('exit', () => {
  for (const stop of started) stop()
})
const results = []
for (let round = 1; round <= rounds; round++)
  for (const kind of ['plain', 'across', 'apart']) {
    const result = { kind, ...(await measure(kind)) }
    results.push(result)
    console.log(`round ${round} ${kind}: ${JSON.stringify(result)}`)
  }
await report()
process.exit()

async function measure(kind) {
  const isPlain = kind === 'plain'
  const redis = isPlain ? undefined : await startRedis(REDIS_PORT)
  const servers = isPlain
    ? [await startPlain(PLAIN_PORT)]
    : [await startInstance(redis.url), await startInstance(redis.url)]
  const processes = Array.from({ length: CLIENT_PROCESSES }, startClients)
  const stops = [...servers.map(({ kill }) => kill), ...processes.map(({ kill }) => kill), redis?.stop]
  started.push(...stops.filter(Boolean))
  try {
    return await measureServers(servers, processes, isPlain ? 'peerjs' : NETWORK, kind === 'apart')
  } finally {
    for (const stop of stops) stop?.()
  }
}

async function measureServers(servers, processes, key, isApart) {
  const all = (call, args) => Promise.all(processes.map((process, i) => process.call(call, args(i))))
  const memory = async () => sum(await Promise.all(servers.map(server => server.measure('memory'))))
  const cpu = async () => sum(await Promise.all(servers.map(server => server.measure('cpu'))))
  const each = clients / processes.length
  const ports = servers.map(({ port }) => port)

  const empty = await memory()
  const connectAt = performance.now()
  // Process i has the clients from i million on; its pairs are at different instances.
  await all('connect', i => ({ from: i * 1e6, to: i * 1e6 + each, ports, key, atOnce: 50, isApart }))
  const connectMs = performance.now() - connectAt
  const full = await memory()

  const before = await cpu()
  const startAt = performance.now()
  const busy = await all('introduce', () => ({ forMs: MEASURE_MS, width: WIDTH / processes.length }))
  const seconds = (performance.now() - startAt) / 1_000
  const count = busy.reduce((total, { count }) => total + count, 0)
  const after = await cpu()
  const calm = await all('introduce', () => ({ forMs: MEASURE_MS, width: 10, everyMs: 40 }))

  return {
    perSecond: count / seconds,
    serverMicros: (after.cpuMicros - before.cpuMicros) / count / servers.length,
    p50: median(calm.map(({ p50 }) => p50)),
    p99: Math.max(...calm.map(({ p99 }) => p99)),
    rssPerClient: (full.rss - empty.rss) / clients,
    heapPerClient: (full.heapUsed - empty.heapUsed) / clients,
    connectsPerSecond: clients / (connectMs / 1_000),
    ...(servers.length > 1 ? await killOne(servers, all, key) : {}),
  }
}

/** Kills an instance: its clients go to the other one, and all pairs are introduced there. */
async function killOne([killed, left], all, key) {
  await all('follow', () => ({ port: left.port, key }))
  const at = performance.now()
  killed.kill()
  while (sum(await all('state', () => ({}))).back < clients / 2)
    await new Promise(resolve => setTimeout(resolve, 50))
  const backMs = performance.now() - at
  const { failed } = sum(await all('introduceAll', () => ({})))
  return { backMs, notIntroduced: failed }
}

async function report() {
  const of = (kind, figure) =>
    median(results.flatMap(result => (result.kind === kind ? (result[figure] ?? []) : [])))
  const row = (what, figure, digits = 0) => {
    const [plain, across, apart] = ['plain', 'across', 'apart'].map(kind => of(kind, figure))
    const compared = value => `${value.toFixed(digits)} (${(value / plain).toFixed(2)} ×)`
    return { what, plain: plain.toFixed(digits), across: compared(across), apart: compared(apart) }
  }
  console.log(`\n${clients} clients, medians of ${rounds} rounds in turns, ${cpus().length} cores.`)
  console.log(
    'plain: peer 1.0.2; across: two instances, each pair at both; apart: each pair at one of them.\n',
  )
  console.table([
    row('introductions per second', 'perSecond'),
    row('processor time per introduction of each server, µs', 'serverMicros', 1),
    row('p50 of an introduction at a calm pace, ms', 'p50', 1),
    row('p99, ms', 'p99', 1),
    row('memory per client (RSS), B', 'rssPerClient'),
    row('… of it JavaScript heap, B', 'heapPerClient'),
    row('connections opened per second', 'connectsPerSecond'),
  ])
  console.log(
    `One of two instances killed: all its clients are back after ${of('across', 'backMs').toFixed(0)} ms;`,
  )
  console.log(`${of('across', 'notIntroduced')} of ${clients / 2} pairs could not be introduced afterwards.`)
  await mkdir('test-results', { recursive: true })
  await writeFile('test-results/bench-signaling.json', `${JSON.stringify(results, undefined, 2)}\n`)
}

function sum(list) {
  const total = {}
  for (const entry of list)
    for (const [name, value] of Object.entries(entry)) total[name] = (total[name] ?? 0) + value
  return total
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
}
