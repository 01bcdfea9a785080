import { t } from '@lingui/core/macro'
import type { Summary } from '#storage/live-queries.ts'

/** Why this tab has no link although others are there, and the remedy. */
export interface LinkWords {
  readonly title: string
  readonly text: string
}

type Network = Pick<Summary['network'], 'signaling' | 'peers' | 'others' | 'trouble'>

/** Words for the part of the way to other tabs that fails; undefined if nothing is known to fail. */
export function linkWords(network: Network | undefined): LinkWords | undefined {
  if (!network || network.peers > 0) return undefined
  const { signaling, others, trouble } = network
  if (signaling === 'offline')
    return {
      title: t`The signaling server does not answer`,
      text: t`New links need it. Check this device’s connection; this tab keeps trying.`,
    }
  return others > 0 && trouble ? troubleWords(trouble) : undefined
}

function troubleWords({ code, message }: NonNullable<Network['trouble']>): LinkWords {
  switch (code) {
    case 'ICE_SERVER':
      return {
        title: t`A STUN or TURN server does not help`,
        text: t`Other tabs are there, but ${message}. Let UDP through to the server, or ask whoever runs it to check it.`,
      }
    case 'LOCAL_NETWORK_DENIED':
      return {
        title: t`The browser keeps this page from the local network`,
        text: t`Other tabs are there. Allow “Local network access” in the site’s settings, beside the address.`,
      }
    case 'DIAL_NAMES':
      return {
        title: t`This network hides the tabs from each other`,
        text: t`Other tabs are there, but their browsers hide the addresses behind names that this network does not resolve. Whoever runs the server can name a STUN server, or start it with --relay.`,
      }
    case 'DIAL_BLOCKED':
      return {
        title: t`The network lets nothing pass between the tabs`,
        text: t`Other tabs are there, but a firewall, a router or the Wi-Fi keeps them apart. Put the devices into one network, or start the server with --relay.`,
      }
    case 'DIAL_TIMEOUT':
      return {
        title: t`The other tabs do not answer`,
        text: t`They may be asleep or just closed: ${message}. This tab tries again by itself.`,
      }
    default:
      return {
        title: t`The handshake with another tab failed`,
        text: t`The tabs reach each other, but ${message}.`,
      }
  }
}
