import { readFileSync } from 'node:fs'

/** Whether a process of this number runs on this machine. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // One that has ended but whose parent has not looked yet still has its number.
  return stateOf(pid) !== 'Z'
}

/**
 * When it started, in the kernel's own count: with the number, this names a process. Undefined where the
 * system does not tell.
 */
export const startOf = (pid: number): string | undefined => statOf(pid)?.[19]

/** Its arguments, as the system keeps them. Empty where it does not tell. */
export function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)
  } catch {
    return []
  }
}

const stateOf = (pid: number): string | undefined => statOf(pid)?.[0]

/**
 * The fields of /proc/<pid>/stat from the third on; the second is a name that may hold spaces and brackets.
 */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
