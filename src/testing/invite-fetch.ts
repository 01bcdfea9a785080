import { encodeGenesis } from '#chain/genesis/encode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { networkIdOf } from '#chain/genesis/network-id.ts'

interface Served {
  /** The network whose parameters the server has. */
  readonly genesis?: GenesisParameters
  /** Its code. */
  readonly code?: string
  /** Other answers by path: a status, and an object in JSON or bytes. */
  readonly answers?: Readonly<Record<string, readonly [status: number, body?: object | Uint8Array]>>
}

/** A `fetch` that answers for the signaling server at `url` what concerns invites; no other server answers. */
export function inviteFetch(url: string, { genesis, code, answers = {} }: Served): typeof globalThis.fetch {
  const networkId = genesis && networkIdOf(genesis)
  const served: Record<string, readonly [number, (object | Uint8Array)?]> = {
    ...(genesis ? { [`networks/${networkId}/genesis`]: [200, encodeGenesis(genesis)] } : {}),
    ...(code ? { [`codes/${code}`]: [200, { networkId }] } : {}),
    ...answers,
  }
  return async input => {
    const asked = String(input)
    if (!asked.startsWith(url)) throw new TypeError('no server answers there')
    const [status, body] = served[asked.slice(url.length)] ?? [404]
    const isBytes = body instanceof Uint8Array
    return new Response(isBytes ? (body as Uint8Array<ArrayBuffer>) : body && JSON.stringify(body), {
      status,
    })
  }
}
