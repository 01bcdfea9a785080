import type { BootQuestion } from '#api/boot.ts'
import type { NodeCrash } from '../../app-props.ts'

/** A feature that this browser lacks and a node needs. */
export type MissingCapability = 'webrtc' | 'indexeddb' | 'webcrypto' | 'workers' | 'locks'

/** The state of the page before (or instead of) the app, which `BootNotice` renders. */
export type BootState =
  | { readonly status: 'starting'; readonly step: BootStep }
  /** The start waits for the user's answer about a link or the choice of a network. */
  | { readonly status: 'asked'; readonly question: BootQuestion; answer(answer: string): void }
  /**
   * The page has neither https nor localhost, so the browser withholds WebCrypto, Web Locks and service
   * workers.
   */
  | { readonly status: 'insecure'; readonly origin: string }
  | { readonly status: 'unsupported'; readonly missing: readonly MissingCapability[] }
  /** `?profile=` asked for a profile that another tab holds. */
  | { readonly status: 'profileTaken'; readonly profile: number }
  /** The link that opened this page is not a valid invite, or its short link or code leads nowhere now. */
  | { readonly status: 'badInvite'; readonly code: string; readonly message: string }
  /** The database could not be opened; `code` is a `StorageErrorCode`. */
  | { readonly status: 'storage'; readonly code: string; readonly message: string }
  /** A part of the app did not arrive. */
  | { readonly status: 'incomplete'; readonly message: string }
  | { readonly status: 'crashed'; readonly crash: NodeCrash }

/** The steps of a start, in order. */
export type BootStep = 'checking' | 'profile' | 'wallet' | 'chain' | 'network'
