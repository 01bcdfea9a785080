import type { NetworkRequest } from '#api/calls/networks.ts'
import type { NodeApi } from '#api/calls.ts'
import type { Failure, Result } from '#lib/result.ts'

/**
 * Creates the network and makes it the profile's current one; resolves to it with its link. A network that
 * was created but not opened stays in the list.
 */
export async function createNetwork(
  api: NodeApi,
  request: NetworkRequest,
): Promise<Result<{ readonly link: string }, Failure>> {
  const created = await api.networkCreate(request)
  return created.ok ? api.networkSwitch({ id: created.value.id }) : created
}
