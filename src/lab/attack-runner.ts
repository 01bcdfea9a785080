import type { LabAttackResult } from '#api/lab-results.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import type { PeerId } from '#lib/peer-id.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { NetworkError } from '#network/network.ts'
import type { NetworkOptions } from '#network/network-options.ts'
import { IDENTITY_SEED_BYTES } from '#network/peer-id.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { Attack } from './attack.ts'
import { AttackContext } from './attack-context.ts'
import { AttackNeeds } from './attack-needs.ts'
import { ATTACKS } from './attacks/registry.ts'
import type { LabKey } from './lab-key.ts'
import type { LabNetwork } from './lab-network.ts'
import { runAttack } from './run-attack.ts'
import { Burner } from './wire/burner.ts'

interface Parts {
  readonly node: TabNode
  readonly files: () => Promise<FileSharing>
  readonly lab: LabNetwork
  /** Those of the real node's network, which a burner joins too. */
  readonly options: NetworkOptions
  /** A port to a new peer host. */
  readonly linkPort: () => MessagePort
}

/** Runs one attack at a time, each with an identity made for it, which leaves the network afterwards. */
export class AttackRunner {
  readonly #parts: Parts
  readonly #purse: { key: LabKey | undefined } = { key: undefined }
  /** The name of the running attack. */
  running: string | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Honest tabs that report what they received; without one, nothing could be judged. */
  async observers(signal: AbortSignal): Promise<PeerId[]> {
    const reports = await this.#parts.lab.ask({ peers: [], ids: [] }, signal)
    return reports.map(({ peerId }) => peerId)
  }

  async attack(name: string, signal: AbortSignal): Promise<Result<LabAttackResult, Failure>> {
    const found = this.#find(name)
    if (!found.ok) return found
    this.running = found.value.name
    try {
      return ok(await this.#attempt(found.value, signal))
    } catch (error) {
      return signal.aborted ? fail('CANCELLED', 'the attack was stopped') : failureOf(found.value, error)
    } finally {
      this.running = undefined
    }
  }

  #find(name: string): Result<Attack, Failure> {
    const attack = ATTACKS.find(each => each.name === name.trim().toLowerCase())
    if (!attack) {
      return fail(
        'ATTACK_UNKNOWN',
        `name: there is no attack "${name.slice(0, 40)}"; "lab attacks" lists all`,
      )
    }
    const { type } = this.#parts.node.chain.engine
    if (!attack.engines.includes(type)) {
      const where = attack.engines.join(', ')
      return fail(
        'ATTACK_ELSEWHERE',
        `name: ${attack.name} is for networks of type ${where}; this one is ${type}`,
      )
    }
    if (this.running !== undefined) {
      return fail('LAB_BUSY', `lab: ${this.running} is running; wait until it ends`)
    }
    return ok(attack)
  }

  async #attempt(attack: Attack, signal: AbortSignal): Promise<LabAttackResult> {
    const { node, files, lab, options } = this.#parts
    const { random } = options
    const victims = await this.observers(signal)
    if (victims.length === 0) {
      throw new AttackNeeds(
        'another tab of this network that was opened with "?lab" too, to report what it receives',
      )
    }
    const burner = await this.#burner(victims, signal)
    const notes: string[] = []
    try {
      const missed = victims.filter(peerId => !burner.isReachable(peerId)).length
      if (missed > 0) throw new AttackNeeds(`a link with every tab; ${missed} tabs could not be reached`)
      const purse = this.#purse
      const note = (text: string) => notes.push(text)
      const context = new AttackContext({ node, files, lab, random, signal, burner, victims, purse, note })
      return await runAttack(attack, context, lab, notes)
    } finally {
      await burner.stop()
    }
  }

  #burner(victims: readonly PeerId[], signal: AbortSignal): Promise<Burner> {
    const { node, options, linkPort } = this.#parts
    const { header, totalWeight } = node.chain.tip
    const identitySeed = options.random.bytes(IDENTITY_SEED_BYTES)
    return Burner.join(
      { ...options, identitySeed, linkPort: linkPort(), introducer: undefined },
      { height: header.height, tip: header.id, totalWeight },
      victims,
      signal,
    )
  }
}

/** An attack builds invalid data on purpose, so not even a failed assertion stops the node. */
function failureOf({ name }: Attack, error: unknown): Result<never, Failure> {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof AttackNeeds) return fail(error.code, `lab: ${name} needs ${message}`)
  if (error instanceof NetworkError) return fail(error.code, `lab: ${message}`)
  return fail('LAB_FAILED', `lab: ${name}: ${message}`)
}
