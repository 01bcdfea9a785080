import type { LabExpectation, LabVerdictWord } from '#api/lab-results.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { AttackContext } from './attack-context.ts'
import type { PeerReport } from './lab-network.ts'

export type EngineName = GenesisParameters['consensus']['type']

/** In the order of the screen. */
export const ATTACK_GROUPS = [
  'Payments',
  'Blocks',
  'Forks',
  'Stakes and authorities',
  'Contracts',
  'Files',
  'Wire',
] as const
export type AttackGroup = (typeof ATTACK_GROUPS)[number]

/**
 * Where a block that was made on the side is no offence. With stakes it is one, in a slot that the tab's own
 * node signs too, and costs the tab's own stake: there `double-signing` does it, with a stake made for it.
 */
export const WITHOUT_STAKES: readonly EngineName[] = ['pow', 'poa']

/** What an attack left behind, for the judges. */
export interface Deed {
  /** Blocks and transactions to ask for. */
  readonly ids?: readonly string[]
  /**
   * How a tab judged it, by its report; undefined while it has not. What it says of the attacker and of `ids`
   * unless given.
   */
  readonly judge?: (report: PeerReport) => Judged | undefined
  /**
   * What else must be true in the end, on this tab's own chain; in words what is wrong, if something is.
   * Asked until it holds or time is up.
   */
  readonly aftermath?: () => Promise<string | undefined> | string | undefined
}

export interface Judged {
  readonly verdict: LabVerdictWord
  readonly rule: string
  readonly message?: string
}

/** One way to break the network's rules. It is really done, on the wire, by an identity of its own. */
export interface Attack {
  /** By which the command names it. */
  readonly name: string
  readonly title: string
  readonly group: AttackGroup
  /** One plain sentence: what is done. */
  readonly what: string
  /** And what should come of it. */
  readonly outcome: string
  /** Where it can be tried, the usual one first. */
  readonly engines: readonly EngineName[]
  readonly expects: LabExpectation
  run(context: AttackContext): Promise<Deed>
}

export const refused = (rule: string): LabExpectation => ({ rule, verdict: 'invalid', cutOff: true })
export const ignored = (rule: string): LabExpectation => ({ rule, verdict: 'unchecked', cutOff: false })
export const harmless = (verdict: LabVerdictWord, rule = ''): LabExpectation => ({
  rule,
  verdict,
  cutOff: false,
})
