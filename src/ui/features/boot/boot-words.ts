import { unreachable } from '#lib/assert.ts'
import { fieldMessage } from '../../format/field-message.ts'
import type { BootState, BootStep, MissingCapability } from './boot-state.ts'

/** A notice in plain words: the problem, and what the user can do. */
export interface BootWords {
  readonly title: string
  readonly text: string
  /** Steps that help, most likely first. */
  readonly remedies: readonly string[]
}

export const STEP_WORDS: Record<BootStep, string> = {
  checking: 'Looking at what this browser can do',
  profile: 'Taking a profile for this tab',
  wallet: 'Opening the wallet',
  chain: 'Reading the chain',
  network: 'Joining the network',
}

const MISSING: Record<MissingCapability, string> = {
  webrtc: 'WebRTC, which links tabs to each other',
  indexeddb: 'IndexedDB, where the chain and the keys are kept',
  webcrypto: 'WebCrypto, which signs and checks payments',
  workers: 'Web workers, in which the node runs',
  locks: 'Web Locks, which give each tab a profile of its own',
}

/** The notice of every state with a problem. */
export function bootWords(state: Exclude<BootState, { status: 'starting' | 'asked' }>): BootWords {
  switch (state.status) {
    case 'insecure':
      return {
        title: 'This address is not secure enough for a node',
        text: `Browsers withhold encryption and storage locks from pages on plain http, except on this device itself. This page came from ${state.origin}.`,
        remedies: [
          'Ask whoever runs the server to start it with --https, and open the https address.',
          'On the device that runs the server, open http://localhost with the same port.',
        ],
      }
    case 'unsupported':
      return {
        title: 'This browser cannot be a node',
        text: `It lacks ${listOf(state.missing.map(what => MISSING[what]))}.`,
        remedies: remediesFor(state.missing),
      }
    case 'profileTaken':
      return {
        title: `Profile ${state.profile} is open in another tab`,
        text: 'Two tabs never share a profile: each is a node of its own.',
        remedies: [
          'Go to the other tab, or close it and reload this one.',
          'Open the page without “?profile=” in its address to get a free profile.',
        ],
      }
    case 'badInvite':
      return {
        title: 'This invite cannot be used',
        text: fieldMessage(state.message),
        remedies: [
          'Ask for the link again and copy all of it.',
          'Open the page without the invite to use its own network.',
        ],
      }
    case 'storage':
      return {
        title: STORAGE_TITLES[state.code] ?? 'The browser’s storage does not work',
        text: fieldMessage(state.message),
        remedies: STORAGE_REMEDIES[state.code] ?? [
          'Close other tabs of this site and reload.',
          'Leave private browsing, or allow this site to store data.',
          'Open another network: it may be the data of this one alone that is damaged.',
        ],
      }
    case 'crashed':
      return {
        title: 'The node stopped because of a bug in Tabchain',
        text: 'Your keys and the chain are still stored in this browser.',
        remedies: [
          'Reload. If it happens again, report the error below.',
          'Open another network meanwhile: the error may come from the chain of this one.',
        ],
      }
    default:
      return unreachable(state)
  }
}

const STORAGE_TITLES: Record<string, string> = {
  STORAGE_FULL: 'The disk is full',
  STORAGE_NEWER_SCHEMA: 'A newer version has been here',
  STORAGE_UNAVAILABLE: 'The browser refuses to store data',
  STORAGE_TIMEOUT: 'The browser’s storage does not answer',
}

const STORAGE_REMEDIES: Record<string, readonly string[]> = {
  STORAGE_FULL: [
    'Free some disk space, then reload.',
    'Remove data of other sites in the browser’s settings.',
  ],
  STORAGE_NEWER_SCHEMA: [
    'Reload: the newer version of this page may be waiting.',
    'Close all other tabs of this site first.',
  ],
  STORAGE_TIMEOUT: [
    'Close other tabs of this site and reload.',
    'Restart the browser: its database may be stuck.',
  ],
}

function remediesFor(missing: readonly MissingCapability[]): readonly string[] {
  const update = 'Use a recent Chrome, Edge, Firefox or Safari.'
  if (missing.includes('indexeddb'))
    return ['Leave private browsing, or allow this site to store data.', update]
  if (missing.includes('webrtc')) return ['Turn off extensions or settings that block WebRTC.', update]
  return [update]
}

function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join('; ')}; and ${items.at(-1)}`
}
