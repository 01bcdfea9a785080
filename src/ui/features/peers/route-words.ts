import { t } from '@lingui/core/macro'

const WORDS: Record<string, string> = {
  signaling: t`met by the signaling server`,
  invite: t`met by an invite`,
  exchange: t`named by another peer`,
  known: t`known from before`,
  manual: t`connected by its peer id`,
  hand: t`linked without a server`,
}

/** How this tab found a peer, in words; an unknown route of a newer node is shown unchanged. */
export function routeWords(route: string): string {
  return Object.hasOwn(WORDS, route) ? (WORDS[route] ?? route) : route
}
