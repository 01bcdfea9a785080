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
 * The engines on which a second block made on the side is not an offence. Under proof of stake it is one, in
 * a slot that the tab's own node signs too, and costs the tab's own stake: `double-signing` does it there,
 * with a stake made for it.
 */
export const WITHOUT_STAKES: readonly EngineName[] = ['pow', 'poa']

/** What an attack leaves to be judged. */
export interface Deed {
  /** Ids of blocks and transactions to ask about. */
  readonly ids?: readonly string[]
  /**
   * How a tab judged it, by its report; undefined until it has. By default from what it reports of the
   * attacker and of `ids`.
   */
  readonly judge?: (report: PeerReport) => Judged | undefined
  /**
   * What else must hold at the end on this tab's own chain: returns what is wrong, or nothing. Repeated until
   * it holds or time is up.
   */
  readonly aftermath?: () => Promise<string | undefined> | string | undefined
}

export interface Judged {
  readonly verdict: LabVerdictWord
  readonly rule: string
  readonly message?: string
}

/** One way to break the network's rules, carried out for real on the wire by an identity of its own. */
export interface Attack {
  /** The name by which the command calls it. */
  readonly name: string
  readonly title: string
  readonly group: AttackGroup
  /** One plain sentence: what the attack does. */
  readonly what: string
  /** One plain sentence: what should result from it. */
  readonly outcome: string
  /** The engines on which it can run, the usual one first. */
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
