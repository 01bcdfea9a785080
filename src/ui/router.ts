import { useSyncExternalStore } from 'react'

/** Every place in the app, as the part of the page's address after `#`. */
export type Route =
  | { readonly screen: 'overview' }
  | { readonly screen: 'wallet'; readonly panel: 'send' | 'receive'; readonly to?: string }
  | { readonly screen: 'mining' }
  | { readonly screen: 'blocks'; readonly below?: number }
  /** `at` is a height or a block id. */
  | { readonly screen: 'block'; readonly at: string }
  | { readonly screen: 'tx'; readonly id: string }
  | { readonly screen: 'address'; readonly address: string }
  | { readonly screen: 'peers' }
  | { readonly screen: 'invite' }
  | { readonly screen: 'networks' }
  | { readonly screen: 'new-network' }
  | { readonly screen: 'lab' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'unknown'; readonly path: string }

/** Parses a hash such as `#/blocks/12`; it does not check that the block exists. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '')
  const [screen = '', argument, more] = path.split('/').map(decodePart)
  switch (screen) {
    case '':
      return { screen: 'overview' }
    case 'wallet':
      if (argument === 'receive') return { screen: 'wallet', panel: 'receive' }
      return { screen: 'wallet', panel: 'send', ...(more ? { to: more } : {}) }
    case 'blocks':
      if (argument === 'below' && /^\d{1,15}$/.test(more ?? '')) return { screen, below: Number(more) }
      return argument ? { screen: 'block', at: argument } : { screen }
    case 'tx':
      return argument ? { screen, id: argument } : { screen: 'unknown', path }
    case 'address':
      return argument ? { screen, address: argument } : { screen: 'unknown', path }
    case 'networks':
      return { screen: argument === 'new' ? 'new-network' : 'networks' }
    case 'mining':
    case 'peers':
    case 'invite':
    case 'lab':
    case 'settings':
      return { screen }
    default:
      return { screen: 'unknown', path }
  }
}

/** The hash of a route; `parseRoute(hrefOf(route))` is the route. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'overview':
      return '#/'
    case 'wallet':
      return route.to ? `#/wallet/send/${encodeURIComponent(route.to)}` : `#/wallet/${route.panel}`
    case 'blocks':
      return route.below === undefined ? '#/blocks' : `#/blocks/below/${route.below}`
    case 'block':
      return `#/blocks/${encodeURIComponent(route.at)}`
    case 'tx':
      return `#/tx/${encodeURIComponent(route.id)}`
    case 'address':
      return `#/address/${encodeURIComponent(route.address)}`
    case 'new-network':
      return '#/networks/new'
    case 'unknown':
      return `#/${route.path}`
    default:
      return `#/${route.screen}`
  }
}

/** The current route; renders again when the hash changes. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash))
}

export function navigate(route: Route): void {
  location.hash = hrefOf(route)
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
