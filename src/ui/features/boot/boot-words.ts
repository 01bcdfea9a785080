import { t } from '@lingui/core/macro'
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
  checking: t`Looking at what this browser can do`,
  profile: t`Taking a profile for this tab`,
  wallet: t`Opening the wallet`,
  chain: t`Reading the chain`,
  network: t`Joining the network`,
}

const MISSING: Record<MissingCapability, string> = {
  webrtc: t`WebRTC, which links tabs to each other`,
  indexeddb: t`IndexedDB, where the chain and the keys are kept`,
  webcrypto: t`WebCrypto, which signs and checks payments`,
  workers: t`Web workers, in which the node runs`,
  locks: t`Web Locks, which give each tab a profile of its own`,
}

/** The notice of every state with a problem. */
export function bootWords(state: Exclude<BootState, { status: 'starting' | 'asked' }>): BootWords {
  switch (state.status) {
    case 'insecure':
      return {
        title: t`This address is not secure enough for a node`,
        text: t`Browsers withhold encryption and storage locks from pages on plain http, except on this device itself. This page came from ${{ origin: state.origin }}.`,
        remedies: [
          t`Ask whoever runs the server to start it with --https, and open the https address.`,
          t`On the device that runs the server, open http://localhost with the same port.`,
        ],
      }
    case 'unsupported':
      return {
        title: t`This browser cannot be a node`,
        text: t`It lacks ${{ features: listOf(state.missing.map(what => MISSING[what])) }}.`,
        remedies: remediesFor(state.missing),
      }
    case 'profileTaken':
      return {
        title: t`Profile ${{ profile: state.profile }} is open in another tab`,
        text: t`Two tabs never share a profile: each is a node of its own.`,
        remedies: [
          t`Go to the other tab, or close it and reload this one.`,
          t`Open the page without “?profile=” in its address to get a free profile.`,
        ],
      }
    case 'badInvite':
      return {
        title: t`This invite cannot be used`,
        text: fieldMessage(state.message),
        remedies: [
          ...inviteRemedies(state.code),
          t`Open the page without the invite to use its own network.`,
        ],
      }
    case 'storage':
      return {
        title: STORAGE_TITLES[state.code] ?? t`The browser’s storage does not work`,
        text: fieldMessage(state.message),
        remedies: STORAGE_REMEDIES[state.code] ?? [
          t`Close other tabs of this site and reload.`,
          t`Leave private browsing, or allow this site to store data.`,
          t`Open another network: it may be the data of this one alone that is damaged.`,
        ],
      }
    case 'incomplete':
      return {
        title: t`The app did not load completely`,
        text: t`A part of it did not arrive. Your keys and the chain are still stored in this browser.`,
        remedies: [
          t`Check this device’s connection, then try again.`,
          t`If it happens again, the server may be starting anew: wait a minute.`,
        ],
      }
    case 'crashed':
      return {
        title: t`The node stopped because of a bug in Tabchain`,
        text: t`Your keys and the chain are still stored in this browser.`,
        remedies: [
          t`Reload. If it happens again, report the error below.`,
          t`Open another network meanwhile: the error may come from the chain of this one.`,
        ],
      }
    default:
      return unreachable(state)
  }
}

/** Short links and codes need the server and a tab of the network; a full link needs neither. */
function inviteRemedies(code: string): readonly string[] {
  const fullLink = t`Ask for the full link, which works without the server.`
  switch (code) {
    case 'INVITE_CODE_EXPIRED':
    case 'INVITE_CODE_UNKNOWN':
      return [t`Ask for the code that the Invite screen shows now, or for the link.`]
    case 'INVITE_NETWORK_UNKNOWN':
      return [t`Ask whoever invited you to open a tab of the network, then reload.`, fullLink]
    case 'INVITE_SERVER':
    case 'INVITE_TRIES':
      return [t`Wait a minute, then reload.`, fullLink]
    default:
      return [t`Ask for the link again and copy all of it.`]
  }
}

const STORAGE_TITLES: Record<string, string> = {
  STORAGE_FULL: t`The disk is full`,
  STORAGE_NEWER_SCHEMA: t`A newer version of the app was used here`,
  STORAGE_UNAVAILABLE: t`The browser refuses to store data`,
  STORAGE_TIMEOUT: t`The browser’s storage does not answer`,
}

const STORAGE_REMEDIES: Record<string, readonly string[]> = {
  STORAGE_FULL: [
    t`Free some disk space, then reload.`,
    t`Remove data of other sites in the browser’s settings.`,
  ],
  STORAGE_NEWER_SCHEMA: [
    t`Reload: the newer version of this page may be waiting.`,
    t`Close all other tabs of this site first.`,
  ],
  STORAGE_TIMEOUT: [
    t`Close other tabs of this site and reload.`,
    t`Restart the browser: its database may be stuck.`,
  ],
}

function remediesFor(missing: readonly MissingCapability[]): readonly string[] {
  const update = t`Use a recent Chrome, Edge, Firefox or Safari.`
  if (missing.includes('indexeddb'))
    return [t`Leave private browsing, or allow this site to store data.`, update]
  if (missing.includes('webrtc')) return [t`Turn off extensions or settings that block WebRTC.`, update]
  return [update]
}

function listOf(items: readonly string[]): string {
  const rest = items.slice(0, -1).join('; ')
  const last = items.at(-1) ?? ''
  return rest ? t`${rest}; and ${last}` : last
}
