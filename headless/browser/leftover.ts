import { readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { HeadlessFault } from '../fault.ts'
import { argumentsOf, isRunning } from '../profile/processes.ts'

/** The time for a browser to notice that its runner is gone. */
const GRACE_MS = 5_000
const LOOK_EVERY_MS = 50
/** Files that Chromium has in its folder while it runs, and leaves there when it is killed. */
const MARKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']

/**
 * Frees a browser folder whose profile is ours: ends a browser that outlived its runner (kill -9), and
 * removes the marks of one that is gone, because Chromium does not treat those of another machine or
 * container as stale. Throws PROFILE_IN_USE if a person has the folder open.
 */
export async function freeBrowserFolder(folder: string): Promise<void> {
  const pid = browserProcess(folder)
  if (pid !== undefined) {
    if (!argumentsOf(pid).includes('--remote-debugging-pipe'))
      throw new HeadlessFault(
        'PROFILE_IN_USE',
        `A browser (process ${pid}) has the profile ${folder} open: close it, or choose another folder with --profile.`,
      )
    // It ends by itself once it notices that its runner is gone.
    if (!(await ended(pid, GRACE_MS))) killProcess(pid)
    await ended(pid, GRACE_MS)
  }
  for (const mark of MARKS) rmSync(join(folder, mark), { force: true })
}

/**
 * The browser that runs on this folder, on this machine. Known on Linux only: on other systems Chromium
 * checks its folder itself.
 */
export function browserProcess(folder: string): number | undefined {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock'))) ?? []
    if (host !== hostname() || !isRunning(Number(pid))) return undefined
    return argumentsOf(Number(pid)).includes(`--user-data-dir=${folder}`) ? Number(pid) : undefined
  } catch {
    return undefined
  }
}

export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

async function ended(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; isRunning(pid); waited += LOOK_EVERY_MS) {
    if (waited >= withinMs) return false
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return true
}
