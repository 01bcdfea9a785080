import type { Letter } from './cluster.ts'

/**
 * What a letter is to the instance that gets it: an offer, one that was sent on to here because its receiver
 * had moved, any other message, or an offer of this instance that comes back because its receiver is not there.
 */
export type Kind = 'offer' | 'again' | 'other' | 'back' | 'lost'

/** A line between two instances. */
export type Line =
  | { readonly type: Kind; readonly letter: Letter }
  | { readonly type: 'evict'; readonly networkId: string; readonly peerId: string }

const KINDS: readonly string[] = ['offer', 'again', 'other', 'back', 'lost'] satisfies Kind[]

/** A letter as one line; its text is JSON and has no line breaks. */
export const lineOf = (kind: Kind, { networkId, src, dst, text }: Letter): string =>
  `${kind} ${networkId} ${src} ${dst} ${text}`

export const batchOf = (from: string, lines: readonly string[]): string => [from, ...lines].join('\n')

/** One message on an instance's channel: who sends it, and its lines. Lines of other versions are left out. */
export function readBatch(batch: string): { readonly from: string; readonly lines: Line[] } {
  const [from = '', ...lines] = batch.split('\n')
  return { from, lines: lines.flatMap(line => readLine(line) ?? []) }
}

function readLine(line: string): Line | undefined {
  const [kind = '', networkId = '', src = '', dst] = line.split(' ', 4)
  if (kind === 'evict') return { type: 'evict', networkId, peerId: src }
  if (dst === undefined || !isKind(kind)) return undefined
  const text = line.slice(kind.length + networkId.length + src.length + dst.length + 4)
  return { type: kind, letter: { networkId, src, dst, isOffer: kind !== 'other', text } }
}

const isKind = (text: string): text is Kind => KINDS.includes(text)
