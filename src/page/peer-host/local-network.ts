import type { ReachReport } from '#network/link-messages.ts'

/** Names of the permission, newest first. */
const NAMES = ['local-network', 'local-network-access']

/** The browser's permission to reach addresses of the local network, without asking the person for it. */
export async function localNetworkPermission(): Promise<ReachReport['localNetwork']> {
  for (const name of NAMES) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state
    } catch {
      // This browser has no permission of this name.
    }
  }
  return 'unknown'
}
