import { fileURLToPath } from 'node:url'
import { terminalQr } from './invites/terminal-qr.ts'
import { isLoopback } from './lan.ts'
import { createLog, type Log } from './log.ts'
import { parseOptions, type ServerOptions, USAGE } from './options.ts'
import { ServerFault } from './server-fault.ts'
import { type RunningServer, startServer } from './start-server.ts'

/** The folder above `dist-server/`, where this file is built. */
const ROOT = new URL('../', import.meta.url)
/** After this time the server no longer waits for sockets to close by themselves. */
const STOP_DEADLINE_MS = 1_500

/** The program behind `npm start`: the app and the signaling server from one port. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.env)
  if (!options.ok) return giveUp(options.error.message)
  if (options.value === 'help') return console.log(USAGE)

  const { log: format = 'text', drainMs = 0 } = options.value.operation ?? {}
  const log = createLog(format, line => console.log(line))
  try {
    const places = {
      appFolder: fileURLToPath(new URL('dist', ROOT)),
      cacheFolder: fileURLToPath(new URL('.cache/certificate', ROOT)),
      version: __APP_VERSION__,
    }
    const server = await startServer(options.value, places, log)
    const { urls, metricsPort } = server
    if (format === 'text') console.log(greeting(server, options.value))
    else log.info('listening', `Listening at ${urls[0]}.`, { urls, metricsPort, version: __APP_VERSION__ })
    stopOnSignals(server, drainMs, log)
  } catch (error) {
    if (!(error instanceof ServerFault)) throw error
    giveUp(error.message)
  }
}

/** The first signal drains and stops; a second one stops at once. */
function stopOnSignals(server: RunningServer, drainMs: number, log: Log): void {
  let isStopping = false
  const onSignal = async () => {
    setTimeout(() => process.exit(0), isStopping ? 0 : drainMs + STOP_DEADLINE_MS)
    if (isStopping) return
    isStopping = true
    if (drainMs > 0) {
      log.info('draining', `Sending tabs away for ${drainMs / 1_000} seconds; the next signal stops at once.`)
      await server.drain()
    }
    await server.stop()
    log.info('stopped', 'Stopped.')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void onSignal())
}

function giveUp(message: string): never {
  console.error(`Tabchain cannot start. ${message}`)
  process.exit(1)
}

function greeting({ urls, notices }: RunningServer, options: ServerOptions): string {
  const { https, host, signalingOnly, cert } = options
  const isReachable = https && !isLoopback(host) && !signalingOnly
  const qr = isReachable && urls[0] ? terminalQr(urls[0], process.stdout) : undefined
  const lines = signalingOnly
    ? [`Tabchain ${__APP_VERSION__} signaling`, ...urls.map(url => `  ${url}signal/`)]
    : [`Tabchain ${__APP_VERSION__}`, ...urls.map(url => `  ${url}`)]

  if (qr) lines.push('', 'Other devices open it with this code:', '', qr)
  if (!https && !isLoopback(host) && !signalingOnly)
    lines.push(
      '',
      'Over plain http browsers withhold WebCrypto, Web Locks and service workers from pages of other machines:',
      'the app works at 127.0.0.1 only. Start with --https to open it from other machines.',
    )
  if (https && cert === undefined)
    lines.push(
      '',
      'The certificate is self-signed: browsers show a warning once, and do not install the app for offline use.',
      'With a certificate of your own (--cert, --key) there is no warning, and the app can be installed.',
    )
  if (isLoopback(host))
    lines.push('', 'Only this machine can reach it. To open it to others: --host 0.0.0.0 --https')
  lines.push('', ...iceLines(options), ...notices)
  return `${lines.join('\n')}\n`
}

function iceLines({ stun, relay }: ServerOptions): string[] {
  return [
    stun
      ? 'STUN: tabs learn their own addresses at this port over UDP, so that they connect without multicast.'
      : 'STUN is off (--no-stun): where multicast is blocked, tabs may not connect.',
    relay
      ? `Relay: passes on what tabs cannot send directly, in an hour ${bytes(relay.tabBytes)} for a tab and ${bytes(relay.allBytes)} for all.`
      : 'Relay is off: if a router or firewall keeps tabs apart, start with --relay.',
  ]
}

const bytes = (count: number): string => (count >= 1e9 ? `${count / 1e9} GB` : `${count / 1e6} MB`)

await main()
