import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Clock } from '#lib/clock.ts'
import { HeadlessFault } from '../fault.ts'
import { pause } from '../pause.ts'
import { isRunning, startOf } from './processes.ts'

/** The holder of a profile. `start` distinguishes a process from a later one with the same number. */
interface Holder {
  readonly pid: number
  readonly host: string
  readonly start: string | null
  /** Whether it only runs a command, and ends by itself. */
  readonly brief: boolean
}

/** The profile is in use; `brief` if only for a command. */
export class ProfileInUse extends HeadlessFault {
  constructor(
    message: string,
    readonly brief: boolean,
  ) {
    super('PROFILE_IN_USE', message)
  }
}

const LOOK_EVERY_MS = 100

/** Each try removes one stale lock: more than one means that other processes do the same right now. */
const TRIES = 5

/**
 * Takes the profile for this process, and returns a function that releases it. A lock whose process is gone
 * is stale and removed. Throws PROFILE_IN_USE if a process holds it.
 */
export function takeProfileLock(file: string, brief = false, self = process.pid): () => void {
  const own = JSON.stringify({
    pid: self,
    host: hostname(),
    start: startOf(self) ?? null,
    brief,
  } satisfies Holder)
  // Written completely and then linked into place, so that no process reads a part of it.
  const draft = `${file}.${self}`
  write(draft, own)
  try {
    for (let i = 0; i < TRIES; i++) {
      if (link(draft, file)) return () => release(file, own)
      const text = read(file)
      const holder = holderOf(text)
      if (holder && holds(holder, self)) throw inUse(file, holder)
      removeStale(file, text, `${draft}.stale`)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new ProfileInUse(
    `Several peers are starting with the lock ${file} at once: start only one, or give each its own folder with --profile.`,
    false,
  )
}

function write(draft: string, text: string): void {
  try {
    writeFileSync(draft, text, { mode: 0o600 })
  } catch (cause) {
    throw unusable(draft, cause)
  }
}

function link(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw unusable(file, error)
  }
}

/** Empty if the file is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Renames the lock before it is removed: if it is not the one that was read, another process was faster, and
 * it is put back.
 */
function removeStale(file: string, text: string, aside: string): void {
  try {
    renameSync(file, aside)
  } catch {
    return // It is gone already.
  }
  if (read(aside) !== text) link(aside, file)
  rmSync(aside, { force: true })
}

/** Undefined if it is not a lock of ours. */
function holderOf(text: string): Holder | undefined {
  try {
    const { pid, host, start, brief } = (JSON.parse(text) ?? {}) as Partial<Holder>
    if (!Number.isSafeInteger(pid) || typeof host !== 'string') return undefined
    return { pid: pid as number, host, start: start ?? null, brief: brief === true }
  } catch {
    return undefined
  }
}

/**
 * Whether that process still holds it. Processes of another machine (or container) cannot be seen: such a
 * lock counts as stale, since a container that was killed would otherwise lock its volume for ever.
 */
function holds({ pid, host, start }: Holder, self: number): boolean {
  if (host !== hostname() || pid === self || !isRunning(pid)) return false
  return start === null || (startOf(pid) ?? start) === start
}

function inUse(file: string, { pid, brief }: Holder): ProfileInUse {
  return new ProfileInUse(
    `Another peer (process ${pid}) uses this profile (${file}): end it, connect to it with --exec or --attach, or choose another folder with --profile.`,
    brief,
  )
}

const unusable = (file: string, cause: unknown): HeadlessFault =>
  new HeadlessFault(
    'PROFILE_UNUSABLE',
    `The lock ${file} cannot be written (${String(cause)}); choose another folder with --profile.`,
    { cause },
  )

/**
 * Takes the profile as soon as a holder that only runs a command has gone. Throws PROFILE_IN_USE if a peer
 * stays.
 */
export async function waitForProfileLock(file: string, brief: boolean, clock: Clock): Promise<() => void> {
  for (;;) {
    try {
      return takeProfileLock(file, brief)
    } catch (fault) {
      if (brief || !(fault instanceof ProfileInUse && fault.brief)) throw fault
    }
    await pause(clock, LOOK_EVERY_MS)
  }
}

/** Removes the lock only if it is still ours: a person may have removed it and started another peer. */
function release(file: string, own: string): void {
  if (read(file) === own) rmSync(file, { force: true })
}
