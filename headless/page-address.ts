import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { parseInvite } from '#network/invite.ts'
import { joinCodeIn, parseShortInvite, serverOfLink } from '#network/short-invite/short-invite.ts'
import { isLoopback } from '../signaling/lan.ts'
import type { FaultCode } from './fault.ts'
import type { HeadlessOptions } from './options.ts'
import type { Remembered } from './profile/remembered.ts'

/** The page that the peer opens. */
export type PageAddress =
  | { readonly type: 'url'; readonly url: string }
  /** The peer serves the app itself; `query` is the part after its address. */
  | { readonly type: 'served'; readonly port: number | undefined; readonly query: string }

type Asked = Pick<HeadlessOptions, 'join' | 'app' | 'serve' | 'port'>

/**
 * Chooses the page by the options, else takes the one that the profile opened last, else an app of its own:
 * 1. An invite that is a link is opened unchanged, unless `--app` or `--serve` chooses the app: then only its
 *    code is used there.
 * 2. `--app` is opened unchanged.
 * 3. Otherwise the page that was opened last, or an app that is served here.
 */
export function pageAddress(
  { join, app, serve, port }: Asked,
  remembered: Remembered,
): Result<PageAddress, Failure<FaultCode>> {
  const invite = join === undefined ? ok(undefined) : readInvite(join)
  if (!invite.ok) return invite

  if (app !== undefined) {
    const url = new URL(app)
    for (const [name, value] of invite.value?.query ?? []) url.searchParams.set(name, value)
    return checked(url)
  }
  if (join !== undefined && !invite.value?.link && joinCodeIn(join) !== undefined)
    return fail('INVITE', `--join ${join.trim()} is a code of a server: name its app with --app.`)
  if (!serve && invite.value?.link) return checked(invite.value.link)
  const last = remembered.address === undefined ? undefined : new URL(remembered.address)
  const wasServed = last !== undefined && last.origin === servedOrigin(remembered.port)
  if (!serve && !invite.value && last && !wasServed) return checked(last)

  return ok({
    type: 'served',
    port: port ?? remembered.port,
    query: invite.value ? `?${invite.value.query}` : wasServed ? last.search : '',
  })
}

const servedOrigin = (port: number | undefined): string => `http://127.0.0.1:${port}`

interface ReadInvite {
  /** For an app elsewhere: the code, and the signaling server if the code does not contain it. */
  readonly query: URLSearchParams
  /** Undefined for a code alone. */
  readonly link: URL | undefined
}

function readInvite(text: string): Result<ReadInvite, Failure<FaultCode>> {
  const signaling = signalingOf(text)
  if (!signaling.ok) return fail('INVITE', `--join (${signaling.error.code}): ${signaling.error.message}`)

  const trimmed = text.trim()
  const link = URL.canParse(trimmed) ? new URL(trimmed) : undefined
  const { searchParams = new URLSearchParams(), hash = '' } = link ?? {}
  const code =
    searchParams.get('network') ?? searchParams.get('join') ?? hash.replace(/^#((network|join)=)?/, '')
  const query = new URLSearchParams({ network: link ? code : trimmed })
  // An invite without a server means that of its own link.
  if (link && signaling.value === undefined) query.set('signal', serverOfLink(trimmed) ?? '')
  return ok({ query, link })
}

/** The signaling server that an invite names; the page asks about short ones and codes by itself. */
function signalingOf(text: string): Result<string | undefined, Failure> {
  if (joinCodeIn(text) !== undefined) return ok(undefined)
  const short = parseShortInvite(text)
  const invite = !short.ok && short.error.code === 'INVITE_VERSION' ? parseInvite(text) : short
  return invite.ok ? ok(invite.value.signaling) : invite
}

/** Browsers withhold from other pages what a node needs. */
function checked(url: URL): Result<PageAddress, Failure<FaultCode>> {
  if (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
  )
    return ok({ type: 'url', url: url.href })
  return fail(
    'APP_INSECURE',
    `The app at ${url.origin} is served without https, where browsers withhold what a node needs (WebCrypto, Web Locks): serve it with "npm start -- --https" and add --insecure, or name one at 127.0.0.1 with --app, or use --serve.`,
  )
}
