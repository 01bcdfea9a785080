import { useSyncExternalStore } from 'react'

/** A screen of the app with its arguments: the part of the page's URL after `#`. */
export type Route =
  | { readonly screen: 'overview' }
  | { readonly screen: 'wallet'; readonly panel: 'send' | 'receive'; readonly to?: string }
  | { readonly screen: 'mining' }
  | { readonly screen: 'blocks'; readonly below?: number }
  /** `at` is a height or a block id. */
  | { readonly screen: 'block'; readonly at: string }
  | { readonly screen: 'tx'; readonly id: string }
  | { readonly screen: 'address'; readonly address: string }
  /** `find` is part of a name or an address. */
  | { readonly screen: 'contracts'; readonly find?: string }
  /** `line` is of the source. */
  | {
      readonly screen: 'contract'
      readonly address: string
      readonly part: ContractPart
      readonly line?: number
    }
  | { readonly screen: 'studio' }
  /** `id` is a draft's. */
  | { readonly screen: 'draft'; readonly id: string }
  /** `find` is part of a name or a CID. */
  | { readonly screen: 'files'; readonly show: FileShow; readonly find?: string }
  /** `path` is of something in a folder. */
  | { readonly screen: 'file'; readonly cid: string; readonly path?: string }
  | { readonly screen: 'peers' }
  | { readonly screen: 'invite' }
  /** Links without a server; `offer` is one that was read before the page opened its network. */
  | { readonly screen: 'link'; readonly offer?: string }
  | { readonly screen: 'networks' }
  | { readonly screen: 'new-network' }
  | { readonly screen: 'terminal' }
  | { readonly screen: 'lab' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'unknown'; readonly path: string }

/** The panels of a contract's page. */
export const CONTRACT_PARTS = ['methods', 'state', 'events', 'calls', 'source'] as const
export type ContractPart = (typeof CONTRACT_PARTS)[number]

/**
 * Which files are listed: all that are recorded or here, those that an own address recorded, those that are
 * here.
 */
export const FILE_SHOWS = ['all', 'mine', 'here'] as const
export type FileShow = (typeof FILE_SHOWS)[number]

/** Parses a hash such as `#/blocks/12`; it does not check that the block exists. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '')
  const [screen = '', argument, ...rest] = path.split('/').map(decodePart)
  const [more, last] = rest
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
    case 'contracts':
      if (argument === 'find') return { screen, ...(more ? { find: more } : {}) }
      return argument ? contractRoute(argument, more, last) : { screen }
    case 'studio':
      return argument ? { screen: 'draft', id: argument } : { screen }
    case 'files':
      return filesRoute(argument, rest)
    case 'networks':
      return { screen: argument === 'new' ? 'new-network' : 'networks' }
    case 'link':
      return { screen, ...(argument ? { offer: argument } : {}) }
    case 'mining':
    case 'peers':
    case 'invite':
    case 'terminal':
    case 'lab':
    case 'settings':
      return { screen }
    default:
      return { screen: 'unknown', path }
  }
}

function contractRoute(address: string, part: string | undefined, line: string | undefined): Route {
  const known = CONTRACT_PARTS.find(each => each === part) ?? 'methods'
  const isLine = known === 'source' && /^\d{1,6}$/.test(line ?? '')
  return { screen: 'contract', address, part: known, ...(isLine ? { line: Number(line) } : {}) }
}

/** No CID is as short as the name of a list. */
function filesRoute(argument: string | undefined, rest: readonly string[]): Route {
  if (!argument) return { screen: 'files', show: 'all' }
  const show = argument === 'find' ? 'all' : FILE_SHOWS.find(each => each === argument)
  const [find] = rest
  if (show) return { screen: 'files', show, ...(find ? { find } : {}) }
  const path = rest.filter(part => part !== '').join('/')
  return { screen: 'file', cid: argument, ...(path ? { path } : {}) }
}

/** The hash of a route; `parseRoute(hrefOf(route))` is the route. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'overview':
      return '#/'
    case 'wallet':
      return route.to ? `#/wallet/send/${encoded(route.to)}` : `#/wallet/${route.panel}`
    case 'blocks':
      return route.below === undefined ? '#/blocks' : `#/blocks/below/${route.below}`
    case 'block':
      return `#/blocks/${encoded(route.at)}`
    case 'tx':
      return `#/tx/${encoded(route.id)}`
    case 'address':
      return `#/address/${encoded(route.address)}`
    case 'contracts':
      return route.find === undefined ? '#/contracts' : `#/contracts/find/${encoded(route.find)}`
    case 'contract': {
      const place = `#/contracts/${encoded(route.address)}`
      if (route.line !== undefined) return `${place}/source/${route.line}`
      return route.part === 'methods' ? place : `${place}/${route.part}`
    }
    case 'link':
      return route.offer === undefined ? '#/link' : `#/link/${encoded(route.offer)}`
    case 'draft':
      return `#/studio/${encoded(route.id)}`
    case 'files': {
      const find = route.find === undefined ? '' : `/${encoded(route.find)}`
      return route.show === 'all' ? `#/files${find && `/find${find}`}` : `#/files/${route.show}${find}`
    }
    case 'file':
      return `#/files/${[route.cid, ...(route.path?.split('/') ?? [])].map(encoded).join('/')}`
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

/** Encodes a part of the URL's hash, without half of a surrogate pair, which cannot be encoded. */
const encoded = (part: string): string => encodeURIComponent(part.toWellFormed())

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
