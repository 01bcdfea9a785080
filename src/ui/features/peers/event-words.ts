import { plural, select, t } from '@lingui/core/macro'
import type { EventData, EventType } from '#api/events.ts'
import { kindWords } from '../../format/kind-words.ts'
import { countText } from '../../format/quantity-text.ts'
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

/** The sentence of each type. Rows of older versions may lack a field, so none of these throws. */
const WORDS: Words = {
  'block-imported': ({ height, blocks, transactions }) => ({
    text:
      blocks > 1
        ? t`Received ${plural(blocks, { one: '# block', other: '# blocks' })}, up to #${{ height: countText(height) }}, with ${plural(transactions, { one: '# transaction', other: '# transactions' })}`
        : t`Block #${{ height: countText(height) }} is on the chain, ${plural({ transactions: transactions ?? 0 }, { 0: 'empty', one: 'with # transaction', other: 'with # transactions' })}`,
  }),
  reorganised: ({ height, reverted, connected }) => ({
    text: t`The chain moved to a heavier branch, now at #${{ height: countText(height) }}`,
    detail: t`${plural(reverted, { one: '# block', other: '# blocks' })} undone, ${plural(connected, { one: '# block', other: '# blocks' })} applied`,
  }),
  'block-forked': ({ height, from }) => ({
    text: t`Received a second block #${{ height: countText(height) }} from ${{ peer: who(from) }}`,
    detail: t`It is valid, but its branch is not heavier than the chain of this tab.`,
  }),
  'block-rejected': ({ peerId, height, ...reason }) => ({
    text:
      height === undefined
        ? t`Rejected a block from ${{ peer: who(peerId) }}`
        : t`Rejected block #${{ height: countText(height) }} from ${{ peer: who(peerId) }}`,
    detail: why(reason),
  }),
  'reorganisation-refused': ({ peerId, height, finalHeight }) => ({
    text: t`Did not switch to another chain of ${{ peer: who(peerId) }}, at #${{ height: countText(height) }}`,
    detail: t`It would undo blocks that are final, up to #${{ height: countText(finalHeight) }}.`,
  }),
  outdated: ({ height, version }) => ({
    text: t`This app is too old for the network from block #${{ height: countText(height) }} on`,
    detail: t`Version ${version} of the rules applies from there. Until it is updated, this tab makes no blocks.`,
  }),
  'judging-fault': ({ what, height, message }) => ({
    text:
      height === undefined
        ? t`A bug in Tabchain kept ${select(what, { block: 'a block', transaction: 'a transaction', other: 'a message' })} from being checked`
        : t`A bug in Tabchain kept block #${{ height: countText(height) }} from being checked`,
    detail: t`This tab continues without it and punishes no peer. The error was: ${message}`,
  }),
  'left-behind': ({ height, blocks }) => ({
    text: t`The other tabs are ${plural(blocks, { one: '# block', other: '# blocks' })} ahead, from #${{ height: countText(height) }} on`,
    detail: t`A bug in Tabchain keeps this tab from following them. Until it is updated, it makes no blocks.`,
  }),
  'double-signing': ({ offender, first, second, txId }) => ({
    text: t`${{ offender: who(offender) }} signed two blocks for one turn; this tab reports it`,
    detail: t`Blocks ${{ first: short(first) }} and ${{ second: short(second) }}, transaction ${{ transaction: short(txId) }}`,
  }),
  mined: ({ height, transactions }) => ({
    text: t`This tab made block #${{ height: countText(height) }}, ${plural({ transactions: transactions ?? 0 }, { 0: 'empty', one: 'with # transaction', other: 'with # transactions' })}`,
  }),
  'mining-fault': ({ message }) => ({ text: t`Block production failed`, detail: message }),

  'tx-received': ({ from, kind }) => {
    const { name } = kindWords(kind)
    return {
      text:
        from === 'self'
          ? t`This tab sent a transaction: ${name}`
          : t`Received a transaction from ${{ peer: who(from) }}: ${name}`,
    }
  },
  'tx-dropped': ({ id, reason }) => ({
    text: t`Transaction ${{ id: short(id) }} was dropped`,
    detail: reason,
  }),

  'peer-joined': ({ peerId, route }) => ({
    text: t`Linked to ${{ peer: who(peerId) }}`,
    detail: routeWords(route),
  }),
  'peer-left': ({ peerId, reason }) => ({
    text: t`The link to ${{ peer: who(peerId) }} ended`,
    detail: reason,
  }),
  'peer-refused': ({ peerId, ...reason }) => ({
    text: t`Did not link to ${{ peer: who(peerId) }}`,
    detail: why(reason),
  }),
  'peer-penalised': ({ peerId, penalty, score, ...reason }) => ({
    text: t`${{ peer: who(peerId) }} broke a rule and lost ${{ penalty: countText(Math.abs(penalty)) }} of its score, now ${score}`,
    detail: why(reason),
  }),
  'peer-banned': ({ peerId, reason }) => ({ text: t`Banned ${{ peer: who(peerId) }}`, detail: reason }),
  'link-refused': ({ peerId, code }) => ({
    text: t`Refused a link from ${{ peer: who(peerId) }}`,
    detail: code,
  }),
  'link-failed': ({ peerId, reason }) => ({
    text: t`${{ peer: who(peerId) }} did not prove its identity`,
    detail: reason,
  }),
  'link-closed': ({ peerId, reason }) => ({
    text: t`The channel to ${{ peer: who(peerId) }} closed`,
    detail: reason,
  }),
  'introductions-failed': ({ reason }) => ({ text: t`No introductions to other tabs`, detail: reason }),
  wake: ({ reason }) => ({ text: t`This tab woke up and checks its links`, detail: reason }),
  'dial-failed': ({ peerId, ...reason }) => ({
    text: t`Could not reach ${{ peer: who(peerId) }}`,
    detail: why(reason),
  }),
  rotation: ({ dropped, dialled }) => ({
    text: t`Replaced the link to ${{ dropped: who(dropped) }} with one to ${{ dialled: who(dialled) }}`,
    detail: t`One link is renewed now and then, so that the network keeps mixing.`,
  }),
  signaling: ({ status, server, reason }) => ({
    text: SIGNALING[status] ?? t`Signaling: ${status}`,
    detail: reason ?? server,
  }),

  'sync-started': ({ peerId, from, to }) => ({
    text: t`Catching up with ${{ peer: who(peerId) }}, from #${{ from: countText(from) }} to #${{ to: countText(to) }}`,
  }),
  'sync-headers': ({ peerId, checked }) => ({
    text: t`Checked ${plural(checked, { one: '# header', other: '# headers' })} from ${{ peer: who(peerId) }}`,
  }),
  'sync-finished': ({ peerId, to }) => ({
    text: t`Caught up with ${{ peer: who(peerId) }} at #${{ height: countText(to) }}`,
  }),
  'sync-failed': ({ peerId, reason }) => ({
    text: t`Catching up with ${{ peer: who(peerId) }} failed`,
    detail: reason,
  }),

  'file-kept': ({ name, from }) => ({
    text:
      from === 'self' ? t`This tab shares the file ${name}` : t`Received the file ${name} from other tabs`,
  }),
  'file-unavailable': ({ name, ...reason }) => ({
    text: t`The file ${name} cannot be fetched now`,
    detail: why(reason),
  }),
  'file-removed': ({ name, reason }) => ({
    text: t`The file ${name} was removed from this tab`,
    detail: reason,
  }),
  'file-source-refused': ({ source }) => ({
    text: t`${source} sent wrong bytes for a file`,
    detail: t`This tab kept nothing of it, and does not ask this source again until the public IPFS settings change.`,
  }),

  'contracts-suspect': ({ sources }) => ({
    text: plural(
      { contracts: sources?.length ?? 0 },
      {
        one: 'This tab hung in a contract and was started again',
        other: 'This tab hung in contracts and was started again',
      },
    ),
    detail: t`Blocks that call it stay unchecked here, and no peer is punished for them. Another browser may do better.`,
  }),

  'storage-fault': reason => ({ text: t`The browser’s storage failed`, detail: why(reason) }),
  'storage-recovered': () => ({ text: t`The browser’s storage works again` }),
}

const SIGNALING: Record<EventData['signaling']['status'], string> = {
  connecting: t`Looking for the signaling server`,
  online: t`The signaling server answers`,
  offline: t`The signaling server does not answer`,
}

const short = (id: unknown) => (typeof id === 'string' ? shortText(id) : t`of unknown id`)

const who = (peerId: unknown) => (typeof peerId === 'string' && peerId ? shortText(peerId) : t`somebody`)

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
