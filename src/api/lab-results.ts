/** What the laboratory's calls resolve to. */

/**
 * How peers judged what an attack sent. `failed`: it is on the chain and came to nothing. `none`: they judged
 * nothing, and let pass what came. `unreached`: nothing of it came to them.
 */
export type LabVerdictWord = 'valid' | 'invalid' | 'unchecked' | 'failed' | 'none' | 'unreached'

/** What honest tabs should say. */
export interface LabExpectation {
  /** The code of the rule, of what stands in the way, or of the failure; empty where none is named. */
  rule: string
  /** Other rules that are as good, where a block may come in between; absent where there are none. */
  or?: string[]
  verdict: LabVerdictWord
  /** Is the attacker's link closed, or the attacker banned? */
  cutOff: boolean
}

export interface LabAttackInfo {
  name: string
  title: string
  group: string
  /** One plain sentence. */
  what: string
  /** What should come of it, in plain words. */
  outcome: string
  engines: string[]
  expects: LabExpectation
  /** Can it be tried on this network? */
  runnable: boolean
}

/** What one honest tab answered. */
export interface LabVerdict extends Omit<LabExpectation, 'or'> {
  peerId: string
  score: number
  message: string
  /** As expected? */
  ok: boolean
}

export interface LabAttackResult {
  name: string
  /** Messages that went out. */
  sent: number
  /** The identity that sent them. */
  attacker: string
  expected: LabExpectation
  verdicts: LabVerdict[]
  /** All honest tabs had one tip and one state root in the end. */
  agreed: boolean
  height: number
  stateRoot: string
  /** Every honest tab answered as expected, they agree, and nothing else went wrong. */
  held: boolean
  /** What did go wrong, or what is worth knowing. */
  notes: string[]
  milliseconds: number
}

/** How long something took, over the last ones. */
export interface LabWaits {
  medianMs: number | null
  slowestMs: number | null
}

/** A second of traffic. */
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
  /** Asked for, transactions a second. */
  rate: number
  sent: number
  confirmed: number
  waiting: number
  /** In no block after two minutes, or dropped. */
  lost: number
  /** Not made, because too many wait already. */
  heldBack: number
  /** Why nothing is sent, such as an empty wallet. */
  problem: string | null
  /** From sending to the last tab that has it. */
  propagation: LabWaits
  /** From sending to a block. */
  confirmation: LabWaits
  samples: LabTrafficSample[]
}

export interface LabStatusResult {
  /** The attack that runs, if one does. */
  attack: string | null
  /** Linked tabs that are in the laboratory too, and so tell what they see. */
  observers: string[]
  /** All linked tabs. */
  linked: number
  traffic: LabTraffic
}
