import type { Clock } from '#lib/clock.ts'
import type { Failure, Result } from '#lib/result.ts'
import { createBackoff } from './backoff.ts'
import { openSession } from './browser/page-session.ts'
import { startControlServer } from './control/control-server.ts'
import { HeadlessFault } from './fault.ts'
import type { Log } from './log/log.ts'
import type { HeadlessOptions } from './options.ts'
import { type PageAddress, pageAddress } from './page-address.ts'
import { createProducer } from './production.ts'
import { makeProfile, type ProfileFolder } from './profile/profile-folder.ts'
import { waitForProfileLock } from './profile/profile-lock.ts'
import { readRemembered, remember } from './profile/remembered.ts'
import { serveApp } from './serve-app.ts'
import { createSupervisor } from './supervisor.ts'

/** A peer that this process keeps running. */
export interface Peer {
  run(line: string, signal?: AbortSignal): Promise<Result<unknown, Failure>>
  /**
   * Settles when the peer has ended and left nothing behind. Rejects with a fault that another try cannot
   * repair.
   */
  readonly ended: Promise<void>
  stop(): void
}

export interface PeerDependencies {
  readonly profile: ProfileFolder
  readonly clock: Clock
  readonly log: Log
  /** Builds the app, if it is to be served and is missing. */
  readonly ensureApp: () => Promise<void>
}

/**
 * Takes the profile and starts the peer in it. Throws a HeadlessFault if that fails; whether a node runs is
 * known later.
 */
export async function startPeer(options: HeadlessOptions, dependencies: PeerDependencies): Promise<Peer> {
  const { profile, log, clock } = dependencies
  const asked = pageAddress(options, readRemembered(profile.remembered))
  if (!asked.ok) throw new HeadlessFault(asked.error.code, asked.error.message)
  makeProfile(profile)

  /** Steps to undo, the last first. */
  const undo: (() => unknown)[] = [
    await waitForProfileLock(profile.lock, options.mode.type === 'exec', clock),
  ]
  const cleanUp = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    let address = await addressOf(asked.value, dependencies, undo)
    const supervisor = createSupervisor({
      open: signal => {
        log.runner('info', 'peer-starting', { app: new URL(address).origin, profile: profile.folder })
        return openSession(
          address,
          { folder: profile.browser, sandbox: options.sandbox, insecure: options.insecure },
          { clock, signal, onEvent: log.node, onRunning, onKept: () => log.runner('info', 'page-kept') },
        )
      },
      clock,
      backoff: createBackoff(Math.random),
      log,
      readyTimeoutMs: options.timeoutMs,
    })
    const producer = createProducer(options.production, { run: supervisor.run, log, clock })
    undo.push(producer.stop)
    undo.push((await startControlServer(profile.socket, supervisor.run)).stop)

    /**
     * The page may be elsewhere than it was opened: in another network of this profile. A crash must not undo
     * that.
     */
    function onRunning(url: string): void {
      address = url
      remember(profile.remembered, { address })
      void supervisor.run('status').then(status => {
        if (status.ok) log.runner('info', 'peer-running', summary(status.value))
      })
      void producer.apply()
    }
    return { run: supervisor.run, stop: supervisor.stop, ended: supervisor.keepRunning().finally(cleanUp) }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

async function addressOf(
  asked: PageAddress,
  { profile, log, ensureApp }: PeerDependencies,
  undo: (() => unknown)[],
): Promise<string> {
  if (asked.type === 'url') return asked.url
  await ensureApp()
  const { url, port, server } = await serveApp(asked.port)
  undo.push(server.stop)
  remember(profile.remembered, { port })
  log.runner('info', 'app-served', { url })
  return `${url}${asked.query}`
}

function summary(status: unknown): Record<string, unknown> {
  const { network, peerId, height, tip, version } = status as {
    network: { name: string; consensus: string }
    peerId: string
    height: number
    tip: string
    version: string
  }
  return { network: network.name, consensus: network.consensus, peerId, height, tip, version }
}
