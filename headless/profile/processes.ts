import { readFileSync } from 'node:fs'

/** Whether a process with this number runs on this machine. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // A process that has ended still has its number until its parent has read its status.
  return stateOf(pid) !== 'Z'
}

/**
 * When it started, in the kernel's own count: with the number, this identifies a process. Undefined where the
 * system does not report it.
 */
export const startOf = (pid: number): string | undefined => statOf(pid)?.[19]

/** Its arguments, according to the system. Empty where it does not report them. */
export function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)
  } catch {
    return []
  }
}

const stateOf = (pid: number): string | undefined => statOf(pid)?.[0]

/**
 * The fields of /proc/<pid>/stat from the third on; the second is a name that may contain spaces and
 * brackets.
 */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
