import type { Clock } from '#lib/clock.ts'
import { createSystemClock } from '#node/start/system-clock.ts'
import { type ControlClient, connectToPeer } from './control/control-client.ts'
import { errorLine, execute, settle } from './exec.ts'
import { EXIT_CODES, type FaultCode, HeadlessFault } from './fault.ts'
import { createLog } from './log/log.ts'
import { humanLine, jsonLine, type LogEntry } from './log/log-line.ts'
import { HEADLESS_USAGE, type HeadlessOptions, parseOptions } from './options.ts'
import { pause } from './pause.ts'
import { type Peer, type PeerDependencies, startPeer } from './peer.ts'
import { defaultProfile, type ProfileFolder, profileAt } from './profile/profile-folder.ts'
import { ProfileInUse } from './profile/profile-lock.ts'
import { openPrompt } from './prompt/prompt.ts'

/** What the script that starts this program provides. */
interface Surroundings {
  /** Builds the app if it is missing or older than its sources. */
  readonly ensureApp: () => Promise<void>
}

/** The time for a peer that has the profile to build and serve its app, if it must, and then listen. */
const LISTENS_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 200
/** After this time a browser that does not close is ended with this process. */
const STOP_DEADLINE_MS = 6_000

/** The program behind `npm run headless`. Ends the process, with an exit code of `fault.ts`. */
export async function main(args: readonly string[], { ensureApp }: Surroundings): Promise<never> {
  const options = parseOptions(args)
  if (!options.ok) return giveUp(new HeadlessFault('USAGE', options.error.message))
  if (options.value === 'help') {
    console.log(HEADLESS_USAGE)
    process.exit(0)
  }

  const { mode } = options.value
  const profile = profileAt(options.value.profile ?? defaultProfile(process.env))
  // A reader that has gone away is not a reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    if (mode.type === 'attach') return process.exit(await attach(profile))
    if (mode.type === 'exec') return process.exit(await exec(options.value, mode.lines, profile, ensureApp))
    return process.exit(await serve(options.value, profile, ensureApp))
  } catch (error) {
    return giveUp(error)
  }
}

/** Keeps a peer running, with a prompt if a person is at the terminal. */
async function serve(
  options: HeadlessOptions,
  profile: ProfileFolder,
  ensureApp: () => Promise<void>,
): Promise<number> {
  const clock = createSystemClock()
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true
  let print = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const write = (entry: LogEntry) => print(isTerminal ? humanLine(entry) : jsonLine(entry))

  const peer = await startPeer(options, {
    profile,
    clock,
    log: createLog({ clock, least: options.logLevel, write }),
    ensureApp,
  })
  stopOnSignals(peer, clock)
  if (!isTerminal) {
    await peer.ended
    return 0
  }

  const prompt = openPrompt({ ...terminal(profile), clock, run: peer.run })
  print = prompt.print
  void prompt.left.then(peer.stop)
  await peer.ended.finally(prompt.close)
  return 0
}

/**
 * Runs commands in the peer of this profile, or in one that is started for them, and prints their results.
 */
async function exec(
  options: HeadlessOptions,
  lines: readonly string[],
  profile: ProfileFolder,
  ensureApp: () => Promise<void>,
): Promise<number> {
  const output = {
    result: (json: string) => process.stdout.write(`${json}\n`),
    error: (json: string) => process.stderr.write(`${json}\n`),
  }
  const clock = createSystemClock()
  // Only results are printed on stdout.
  const write = (entry: LogEntry) => void process.stderr.write(`${jsonLine(entry)}\n`)
  const log = createLog({ clock, least: options.logLevel === 'info' ? 'error' : options.logLevel, write })
  const found = await findOrStart(options, { profile, clock, log, ensureApp })
  if ('close' in found) {
    const client = found
    const failed = await execute(lines, client.run, output)
    client.close()
    return exitCode(failed)
  }

  const peer = found
  stopOnSignals(peer, clock)

  const work = async () => {
    const ready = await settle(peer.run, clock, options.settleMs)
    if (ready.ok) return await execute(lines, peer.run, output)
    output.error(errorLine(ready.error))
    return ready.error.code
  }
  const failed = await Promise.race([work(), peer.ended.then(() => 'NOT_READY')])
  peer.stop()
  await peer.ended
  return exitCode(failed)
}

/**
 * The peer of this profile, else a new one. A peer that has just taken the profile listens a moment later.
 */
async function findOrStart(
  options: HeadlessOptions,
  dependencies: PeerDependencies,
): Promise<ControlClient | Peer> {
  const { profile, clock } = dependencies
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const client = await connectToPeer(profile.socket)
    if (client) return client
    try {
      return await startPeer(options, dependencies)
    } catch (fault) {
      if (!(fault instanceof ProfileInUse) || waitedMs >= LISTENS_WITHIN_MS) throw fault
    }
    await pause(clock, LOOK_EVERY_MS)
  }
}

/** A prompt in a peer that another process keeps running. */
async function attach(profile: ProfileFolder): Promise<number> {
  const client = await connectToPeer(profile.socket)
  if (!client)
    throw new HeadlessFault(
      'NO_PEER',
      `No peer runs in ${profile.folder}: start one without --attach, or name its folder with --profile.`,
    )
  const prompt = openPrompt({ ...terminal(profile), clock: createSystemClock(), run: client.run })
  await Promise.race([prompt.left, client.closed.then(() => prompt.print('The peer has ended.'))])
  prompt.close()
  client.close()
  return 0
}

const terminal = ({ history }: ProfileFolder) => ({
  historyFile: history,
  input: process.stdin,
  output: process.stdout,
})

function stopOnSignals(peer: Peer, clock: Clock): void {
  const stop = () => {
    clock.after(STOP_DEADLINE_MS, () => process.exit(0))
    peer.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}

/** The exit code of a command's failure: the peer's own faults have codes of their own. */
const exitCode = (failed: string | undefined): number =>
  failed === undefined ? 0 : (EXIT_CODES[failed as FaultCode] ?? EXIT_CODES.COMMAND_FAILED)

/** Ends with a fault: as text for a person, as JSON for a program. */
function giveUp(error: unknown): never {
  const isFault = error instanceof HeadlessFault
  const code = isFault ? error.code : 'BUG'
  const message = isFault ? error.message : error instanceof Error ? String(error.stack) : String(error)
  console.error(
    process.stderr.isTTY
      ? `Tabchain cannot run (${code}). ${message}`
      : JSON.stringify({
          time: new Date().toISOString(),
          level: 'error',
          type: 'ended',
          error: { code, message },
        }),
  )
  process.exit(EXIT_CODES[code])
}
