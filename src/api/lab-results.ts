/** Results of the laboratory's calls. */

/**
 * The verdict of peers on an attack. `failed`: its transaction is on the chain and failed. `none`: they
 * accepted the messages without a verdict. `unreached`: they received no message.
 */
export type LabVerdictWord = 'valid' | 'invalid' | 'unchecked' | 'failed' | 'none' | 'unreached'

/** The expected verdict of honest tabs. */
export interface LabExpectation {
  /** The code of the rule, the obstacle or the failure; empty if there is none. */
  rule: string
  /** Other accepted codes, if a block may arrive in between; absent if there are none. */
  or?: string[]
  verdict: LabVerdictWord
  /** Was the attacker's link closed, or the attacker banned? */
  cutOff: boolean
}

export interface LabAttackInfo {
  name: string
  title: string
  group: string
  /** One sentence. */
  what: string
  /** The expected outcome in words. */
  outcome: string
  engines: string[]
  expects: LabExpectation
  /** Can it be tried on this network? */
  runnable: boolean
}

/** The verdict of one honest tab. */
export interface LabVerdict extends Omit<LabExpectation, 'or'> {
  peerId: string
  score: number
  message: string
  /** Is it the expected one? */
  ok: boolean
}

export interface LabAttackResult {
  name: string
  /** Messages that went out. */
  sent: number
  /** The peer id that sent them. */
  attacker: string
  expected: LabExpectation
  verdicts: LabVerdict[]
  /** All honest tabs had one tip and one state root in the end. */
  agreed: boolean
  height: number
  stateRoot: string
  /** Every honest tab answered as expected, they agree, and nothing else went wrong. */
  held: boolean
  /** Problems and remarks. */
  notes: string[]
  milliseconds: number
}

/** Durations of the latest transactions. */
export interface LabWaits {
  medianMs: number | null
  slowestMs: number | null
}

/** One second of traffic. */
export interface LabTrafficSample {
  time: number
  sent: number
  confirmed: number
  waiting: number
  propagationMs: number | null
  confirmationMs: number | null
}

export interface LabTraffic {
  running: boolean
  /** The requested rate, in transactions per second. */
  rate: number
  sent: number
  confirmed: number
  waiting: number
  /** In no block after two minutes, or dropped. */
  lost: number
  /** Not sent, because too many are pending. */
  heldBack: number
  /** The reason why nothing is sent, such as an empty wallet. */
  problem: string | null
  /** From sending until the last tab has it. */
  propagation: LabWaits
  /** From sending until it is in a block. */
  confirmation: LabWaits
  samples: LabTrafficSample[]
}

export interface LabStatusResult {
  /** The running attack, if there is one. */
  attack: string | null
  /** Linked tabs in the laboratory, which report what they see. */
  observers: string[]
  /** All linked tabs. */
  linked: number
  traffic: LabTraffic
}
