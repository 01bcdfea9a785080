import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ADMIN_PATH } from './namespaces.ts'

/** Programs, and the Debian packages that have them. */
const PROGRAMS = { unshare: 'util-linux', nsenter: 'util-linux', ip: 'iproute2', nft: 'nftables' }
const LINE_PROGRAMS = { ethtool: 'ethtool', cc: 'gcc libc6-dev' }

/**
 * What this machine lacks to build networks of computers, with what to do about it; undefined if nothing.
 * Cases with a slow line need more.
 */
export function missingForLan({ lines }: { lines: boolean }): string | undefined {
  if (process.platform !== 'linux') return 'networks of computers are built from Linux namespaces'
  const needed = Object.entries({ ...PROGRAMS, ...(lines ? LINE_PROGRAMS : {}) })
  const missing = needed.filter(([program]) => !isOnPath(program))
  if (missing.length > 0) {
    const [programs, packages] = [0, 1].map(i => [...new Set(missing.map(entry => entry[i]))])
    return `${programs?.join(', ')} missing; on Debian: apt-get install ${packages?.join(' ')}`
  }
  try {
    const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
    const probe =
      'mount -t tmpfs tmpfs /run && mkdir /run/netns && ip netns add probe && ip netns exec probe nft list ruleset'
    execFileSync('unshare', [...user, '--mount', '--net', 'sh', '-c', probe], {
      stdio: 'pipe',
      env: { ...process.env, PATH: ADMIN_PATH },
    })
    return undefined
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer }
    return `namespaces cannot be made here (${String(stderr).trim()}); run it as root, outside of a container`
  }
}

function isOnPath(program: string): boolean {
  return ADMIN_PATH.split(delimiter).some(folder => existsSync(join(folder, program)))
}
