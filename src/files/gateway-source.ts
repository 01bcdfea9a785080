import { trustlessGatewayBlockBroker } from '@helia/trustless-gateway-client'
import type { ComponentLogger } from '@libp2p/interface'
import type { Router } from 'helia'
import { fits } from './block.ts'
import type { Source } from './fetch-file.ts'
import { GATEWAY_REQUESTS, MAX_BLOCK_BYTES } from './limits.ts'

export interface GatewaySourceDependencies {
  readonly name: string
  /** Finds only this gateway, for any CID. */
  readonly routing: Pick<Router, 'findProviders'>
  readonly logger: ComponentLogger
  /** The gateway sent bytes that do not match the CID. */
  readonly onLie: () => void
}

/**
 * One trustless gateway as a source: Helia's block broker with a routing that knows only this gateway. One
 * broker for all would not tell which gateway lied; so blocks are divided among gateways as among tabs. By
 * https; on this machine by http too.
 */
export function gatewaySource({ name, routing, logger, onLie }: GatewaySourceDependencies): Source {
  type Components = Parameters<ReturnType<typeof trustlessGatewayBlockBroker>>[0]
  const broker = trustlessGatewayBlockBroker({ allowLocal: true })({
    routing: routing as Components['routing'],
    logger,
  })
  let lied = false
  return {
    name,
    window: GATEWAY_REQUESTS,
    async want(cid, signal) {
      // A lying gateway counts as having nothing.
      if (lied) return undefined
      return broker.retrieve?.(cid, {
        signal,
        maxSize: MAX_BLOCK_BYTES,
        async validateFn(bytes) {
          if (await fits(cid, bytes)) return
          if (!lied) onLie()
          lied = true
          throw new Error(`${name} sent bytes that do not match ${cid.toString()}`)
        },
      })
    },
  }
}
