import { createHash } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { HeadlessFault } from '../fault.ts'
import { MAX_SOCKET_PATH_BYTES } from '../limits.ts'

/** What a peer stores, and where. The folder is private to its user, because it contains keys. */
export interface ProfileFolder {
  readonly folder: string
  /** Chromium's own folder: the page's databases. */
  readonly browser: string
  readonly lock: string
  readonly remembered: string
  readonly history: string
  /** A path, or on Windows the name of a pipe. */
  readonly socket: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** `tabchain/headless` in the user's data folder, as each system has it. */
export function defaultProfile(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const inHome = (...names: string[]) => join(homedir(), ...names)
  const data = () => {
    // The specification of XDG has relative paths ignored.
    if (env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME)) return env.XDG_DATA_HOME
    if (platform === 'darwin') return inHome('Library', 'Application Support')
    if (platform === 'win32') return env.LOCALAPPDATA ?? inHome('AppData', 'Local')
    return inHome('.local', 'share')
  }
  return join(data(), 'tabchain', 'headless')
}

/** The paths in a profile folder. Touches nothing. */
export function profileAt(path: string, platform: NodeJS.Platform = process.platform): ProfileFolder {
  const folder = resolve(path)
  return {
    folder,
    browser: join(folder, 'browser'),
    lock: join(folder, 'peer.lock'),
    remembered: join(folder, 'peer.json'),
    history: join(folder, 'history'),
    socket: socketOf(folder, platform),
  }
}

/**
 * The kernel limits the length of a socket's path: a profile with a long path has its socket elsewhere, under
 * a name that depends on the folder.
 */
function socketOf(folder: string, platform: NodeJS.Platform): string {
  const name = `tabchain-${createHash('sha256').update(folder).digest('hex').slice(0, 20)}`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(folder, 'control.sock')
  return Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES ? inside : join(tmpdir(), `${name}.sock`)
}

/** Makes the folder if it is missing. Throws PROFILE_UNUSABLE if that fails. */
export function makeProfile({ folder, browser }: ProfileFolder): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    mkdirSync(browser, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    accessSync(browser, constants.W_OK)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new HeadlessFault(
      'PROFILE_UNUSABLE',
      `The profile folder ${folder} cannot be written to (${reason}): choose another with --profile.`,
      { cause },
    )
  }
}
