const WORDS: Record<string, string> = {
  signaling: 'met by the signaling server',
  invite: 'met by an invite',
  exchange: 'named by another peer',
  known: 'known from before',
  manual: 'connected by hand',
}

/** How this tab found a peer; the route of a newer node stays as it is. */
export function routeWords(route: string): string {
  return Object.hasOwn(WORDS, route) ? (WORDS[route] ?? route) : route
}
