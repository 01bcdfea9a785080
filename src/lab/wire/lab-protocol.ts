import type { CborValue } from '#chain/codec.ts'
import { boolean, list, type Reader, safeInteger, text, tuple } from '#chain/schema.ts'
import { MAX_PEER_ID_BYTES, REQUEST_RATE } from '#network/limits.ts'
import type { RequestProtocol } from '#network/protocols/request.ts'
import {
  MAX_ASKED_IDS,
  MAX_CODE_BYTES,
  MAX_LAB_ANSWER_BYTES,
  MAX_LAB_QUESTION_BYTES,
  MAX_MESSAGE_BYTES,
  MAX_REPORTED_SIGHTINGS,
} from '../limits.ts'

/**
 * The question to a tab in the laboratory: what became of these peers, and of these blocks, transactions and
 * files.
 */
export interface LabQuestion {
  readonly peers: readonly string[]
  /** Ids of blocks and transactions, hex; CIDs of files. */
  readonly ids: readonly string[]
}

/**
 * How a tab judged a message of a peer: `invalid` has the code of a rule, `unchecked` that of an obstacle.
 */
export type SightingVerdict = 'valid' | 'invalid' | 'unchecked'

/** One kind of message from a peer, with how often it arrived. */
export interface Sighting {
  readonly peerId: string
  /** That of the block or transaction; empty if the bytes had none, or for one of many. */
  readonly id: string
  readonly verdict: SightingVerdict
  /** The code of the rule or of the obstacle; empty for `valid`. */
  readonly rule: string
  readonly message: string
  readonly count: number
}

/** A tab's opinion of a peer. */
export interface Standing {
  readonly peerId: string
  /** The score after the latest penalty: negative or 0. */
  readonly score: number
  /** Whether it was banned or its link was closed for its score. */
  readonly cutOff: boolean
  readonly linked: boolean
  /** Gossip messages from it, judged or not. */
  readonly received: number
}

/** Where a transaction is on a tab's main chain. */
export interface Landing {
  readonly id: string
  readonly height: number
  readonly applied: boolean
  /** Why it failed; empty if it did not. */
  readonly code: string
}

/** A file that was asked for, on this tab; `none` if the file is neither here nor being fetched. */
export interface Shelved {
  readonly cid: string
  readonly state: (typeof FILE_STATES)[number]
  /** The size of its blocks here. */
  readonly storedBytes: number
  /** Tabs that hold it now, as far as this one knows. */
  readonly copies: number
  /** Why its fetch stopped; empty if it did not. */
  readonly code: string
}

/** The report of a tab in the laboratory. */
export interface LabReport {
  readonly height: number
  readonly tip: string
  readonly stateRoot: string
  /** An address of this tab, to pay to. */
  readonly address: string
  /** The peers that it is linked with. */
  readonly links: readonly string[]
  /** The number of peers in its address book. */
  readonly known: number
  readonly sightings: readonly Sighting[]
  readonly standings: readonly Standing[]
  readonly landings: readonly Landing[]
  /** The time since each id of the question arrived, if it did. */
  readonly arrivals: readonly { readonly id: string; readonly agoMs: number }[]
  readonly files: readonly Shelved[]
}

const peerId = text(MAX_PEER_ID_BYTES)
/** 64 hex digits, a CID, or nothing. */
const id = text(64)
const code = text(MAX_CODE_BYTES)
const VERDICT_CODES = ['valid', 'invalid', 'unchecked'] as const
const FILE_STATES = ['none', 'fetching', 'waiting', 'held'] as const

/** One of a few words. */
const word =
  <T extends string>(words: readonly T[], what: string): Reader<T> =>
  value => {
    const read = words.find(each => each === value)
    return read === undefined ? { ok: false, error: `not a ${what}` } : { ok: true, value: read }
  }

/**
 * Between tabs that were opened with `?lab`: other tabs do not know the protocol. It moves no coins and no
 * blocks, and a tab uses its answers on the laboratory's screen alone.
 */
export const LAB: RequestProtocol<LabQuestion, LabReport> = {
  name: '/tabchain/1/lab',
  rate: REQUEST_RATE,
  maxQuestionBytes: MAX_LAB_QUESTION_BYTES,
  maxAnswerBytes: MAX_LAB_ANSWER_BYTES,
  readQuestion: tuple({ peers: list(peerId, MAX_ASKED_IDS), ids: list(id, MAX_ASKED_IDS) }),
  readAnswer: tuple({
    height: safeInteger,
    tip: id,
    stateRoot: id,
    address: text(96),
    links: list(peerId, MAX_ASKED_IDS),
    known: safeInteger,
    sightings: list(
      tuple({
        peerId,
        id,
        verdict: word(VERDICT_CODES, 'verdict'),
        rule: code,
        message: text(MAX_MESSAGE_BYTES),
        count: safeInteger,
      }),
      MAX_REPORTED_SIGHTINGS,
    ),
    standings: list(
      tuple({
        peerId,
        // the negative score, written as a whole number
        score: value => {
          const read = safeInteger(value)
          return read.ok ? { ok: true, value: 0 - read.value } : read
        },
        cutOff: boolean,
        linked: boolean,
        received: safeInteger,
      }),
      MAX_ASKED_IDS,
    ),
    landings: list(tuple({ id, height: safeInteger, applied: boolean, code }), MAX_ASKED_IDS),
    arrivals: list(tuple({ id, agoMs: safeInteger }), MAX_ASKED_IDS),
    files: list(
      tuple({
        cid: id,
        state: word(FILE_STATES, 'state of a file'),
        storedBytes: safeInteger,
        copies: safeInteger,
        code,
      }),
      MAX_ASKED_IDS,
    ),
  }),
}

export const labQuestion = ({ peers, ids }: LabQuestion): CborValue => [
  peers.slice(0, MAX_ASKED_IDS),
  ids.slice(0, MAX_ASKED_IDS),
]

export const labAnswer = (report: LabReport): CborValue => [
  report.height,
  report.tip,
  report.stateRoot,
  report.address,
  report.links.slice(0, MAX_ASKED_IDS),
  report.known,
  report.sightings
    .slice(0, MAX_REPORTED_SIGHTINGS)
    .map(({ peerId, id, verdict, rule, message, count }) => [peerId, id, verdict, rule, message, count]),
  report.standings.map(({ peerId, score, cutOff, linked, received }) => [
    peerId,
    -Math.round(score),
    cutOff,
    linked,
    received,
  ]),
  report.landings.map(({ id, height, applied, code }) => [id, height, applied, code]),
  report.arrivals.map(({ id, agoMs }) => [id, agoMs]),
  report.files.map(({ cid, state, storedBytes, copies, code }) => [cid, state, storedBytes, copies, code]),
]
