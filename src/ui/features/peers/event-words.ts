import type { EventData, EventType } from '#api/events.ts'
import { kindWords } from '../../format/kind-words.ts'
import { countText, plural } from '../../format/quantity-text.ts'
import { shortText } from '../../format/short-text.ts'
import { routeWords } from './route-words.ts'

/** An event in words: what happened, and the reason if there is one. */
export interface EventWords {
  readonly text: string
  readonly detail?: string
}

/**
 * An event in a sentence; an unknown type is shown with its data. Some of the data is from peers, so it is
 * shown only as text.
 */
export function eventWords(type: string, data: Record<string, unknown>): EventWords {
  if (!Object.hasOwn(WORDS, type)) return { text: type, detail: eventDetail(data) }
  const { text, detail } = WORDS[type as EventType](data as never)
  return detail ? { text, detail: clipped(detail) } : { text }
}

/** An event's data on one line, `key: value` pairs; long texts keep their ends. */
export function eventDetail(data: Record<string, unknown>): string {
  return Object.entries(data)
    .map(([key, value]) => `${key}: ${valueText(value)}`)
    .join(', ')
}

type Words = {
  readonly [T in EventType]: (data: EventData[T]) => { text: string; detail?: string | undefined }
}

/**
 * A new type does not compile without words. Rows of older versions may lack a field; then none of these
 * throws.
 */
const WORDS: Words = {
  'block-imported': ({ height, blocks, transactions }) => ({
    text:
      blocks > 1
        ? `Received ${plural(blocks, 'block')}, up to #${countText(height)}, with ${plural(transactions, 'transaction')}`
        : `Block #${countText(height)} is on the chain, ${transactions ? `with ${plural(transactions, 'transaction')}` : 'empty'}`,
  }),
  reorganised: ({ height, reverted, connected }) => ({
    text: `The chain moved to a heavier branch, now at #${countText(height)}`,
    detail: `${plural(reverted, 'block')} undone, ${plural(connected, 'block')} applied`,
  }),
  'block-forked': ({ height, from }) => ({
    text: `Received a second block #${countText(height)} from ${who(from)}`,
    detail: 'It is valid, but its branch is not heavier than the chain of this tab.',
  }),
  'block-rejected': ({ peerId, height, ...reason }) => ({
    text: `Rejected ${height === undefined ? 'a block' : `block #${countText(height)}`} from ${who(peerId)}`,
    detail: why(reason),
  }),
  'reorganisation-refused': ({ peerId, height, finalHeight }) => ({
    text: `Did not switch to another chain of ${who(peerId)}, at #${countText(height)}`,
    detail: `It would undo blocks that are final, up to #${countText(finalHeight)}.`,
  }),
  outdated: ({ height, version }) => ({
    text: `This app is too old for the network from block #${countText(height)} on`,
    detail: `Version ${version} of the rules applies from there. Until it is updated, this tab makes no blocks.`,
  }),
  'judging-fault': ({ what, height, message }) => ({
    text: `A bug in Tabchain kept ${height === undefined ? `a ${what}` : `block #${countText(height)}`} from being checked`,
    detail: `This tab continues without it and punishes no peer. The error was: ${message}`,
  }),
  'left-behind': ({ height, blocks }) => ({
    text: `The other tabs are ${plural(blocks, 'block')} ahead, from #${countText(height)} on`,
    detail: 'A bug in Tabchain keeps this tab from following them. Until it is updated, it makes no blocks.',
  }),
  'double-signing': ({ offender, first, second, txId }) => ({
    text: `${who(offender)} signed two blocks for one turn; this tab reports it`,
    detail: `Blocks ${short(first)} and ${short(second)}, transaction ${short(txId)}`,
  }),
  mined: ({ height, transactions }) => ({
    text: `This tab made block #${countText(height)}, ${transactions ? `with ${plural(transactions, 'transaction')}` : 'empty'}`,
  }),
  'mining-fault': ({ message }) => ({ text: 'Block production failed', detail: message }),

  'tx-received': ({ from, kind }) => {
    const { one } = kindWords(kind)
    return { text: from === 'self' ? `This tab sent ${one}` : `Received ${one} from ${who(from)}` }
  },
  'tx-dropped': ({ id, reason }) => ({ text: `Transaction ${short(id)} was dropped`, detail: reason }),

  'peer-joined': ({ peerId, route }) => ({ text: `Linked to ${who(peerId)}`, detail: routeWords(route) }),
  'peer-left': ({ peerId, reason }) => ({ text: `The link to ${who(peerId)} ended`, detail: reason }),
  'peer-refused': ({ peerId, ...reason }) => ({
    text: `Did not link to ${who(peerId)}`,
    detail: why(reason),
  }),
  'peer-penalised': ({ peerId, penalty, score, ...reason }) => ({
    text: `${who(peerId)} broke a rule and lost ${countText(Math.abs(penalty))} of its score, now ${score}`,
    detail: why(reason),
  }),
  'peer-banned': ({ peerId, reason }) => ({ text: `Banned ${who(peerId)}`, detail: reason }),
  'link-refused': ({ peerId, code }) => ({ text: `Refused a link from ${who(peerId)}`, detail: code }),
  'link-failed': ({ peerId, reason }) => ({
    text: `${who(peerId)} did not prove its identity`,
    detail: reason,
  }),
  'link-closed': ({ peerId, reason }) => ({ text: `The channel to ${who(peerId)} closed`, detail: reason }),
  'introductions-failed': ({ reason }) => ({ text: 'No introductions to other tabs', detail: reason }),
  wake: ({ reason }) => ({ text: 'This tab woke up and checks its links', detail: reason }),
  'dial-failed': ({ peerId, ...reason }) => ({ text: `Could not reach ${who(peerId)}`, detail: why(reason) }),
  rotation: ({ dropped, dialled }) => ({
    text: `Swapped ${who(dropped)} for ${who(dialled)}`,
    detail: 'One link is renewed now and then, so that the network keeps mixing.',
  }),
  signaling: ({ status, reason }) => ({ text: SIGNALING[status] ?? `Signaling: ${status}`, detail: reason }),

  'sync-started': ({ peerId, from, to }) => ({
    text: `Catching up with ${who(peerId)}, from #${countText(from)} to #${countText(to)}`,
  }),
  'sync-headers': ({ peerId, checked }) => ({
    text: `Checked ${plural(checked, 'header')} from ${who(peerId)}`,
  }),
  'sync-finished': ({ peerId, to }) => ({ text: `Caught up with ${who(peerId)} at #${countText(to)}` }),
  'sync-failed': ({ peerId, reason }) => ({
    text: `Catching up with ${who(peerId)} failed`,
    detail: reason,
  }),

  'file-kept': ({ name, from }) => ({
    text: from === 'self' ? `This tab shares the file ${name}` : `Received the file ${name} from other tabs`,
  }),
  'file-unavailable': ({ name, ...reason }) => ({
    text: `The file ${name} cannot be fetched now`,
    detail: why(reason),
  }),
  'file-removed': ({ name, reason }) => ({
    text: `The file ${name} was removed from this tab`,
    detail: reason,
  }),
  'file-source-refused': ({ source }) => ({
    text: `${source} sent wrong bytes for a file`,
    detail:
      'This tab kept nothing of it, and does not ask this source again until the public IPFS settings change.',
  }),

  'contracts-suspect': ({ sources }) => ({
    text: `This tab hung in ${sources?.length === 1 ? 'a contract' : 'contracts'} and was started again`,
    detail:
      'Blocks that call it stay unchecked here, and no peer is punished for them. Another browser may do better.',
  }),

  'storage-fault': reason => ({ text: 'The browser’s storage failed', detail: why(reason) }),
  'storage-recovered': () => ({ text: 'The browser’s storage works again' }),
}

const SIGNALING: Record<EventData['signaling']['status'], string> = {
  connecting: 'Looking for the signaling server',
  online: 'The signaling server answers',
  offline: 'The signaling server does not answer',
}

const short = (id: unknown) => (typeof id === 'string' ? shortText(id) : 'of unknown id')

const who = (peerId: unknown) => (typeof peerId === 'string' && peerId ? shortText(peerId) : 'somebody')

/** The message, and the rule's code for reference. */
const why = ({ message, code }: { message?: string; code?: string }) =>
  [message, code && `(${code})`].filter(Boolean).join(' ')

/** Longest sentence of a detail; a peer chooses some of them. */
const DETAIL_CHARACTERS = 200

/** Longest text of one value that is shown whole. */
const VALUE_CHARACTERS = 80

function clipped(text: unknown): string {
  const whole = String(text)
  return whole.length <= DETAIL_CHARACTERS ? whole : `${whole.slice(0, DETAIL_CHARACTERS)}…`
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
  return text.length <= VALUE_CHARACTERS ? text : `${text.slice(0, VALUE_CHARACTERS / 2)}…${text.slice(-12)}`
}
