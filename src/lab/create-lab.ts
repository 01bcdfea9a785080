import type { LabHandlers } from '../api/handlers.ts'
import type { LabAttackInfo, LabAttackResult } from '../api/lab-results.ts'
import { known } from '../lib/assert.ts'
import { type Failure, fail, ok, type Result } from '../lib/result.ts'
import type { Network } from '../network/network.ts'
import { NetworkError } from '../network/network.ts'
import type { NetworkOptions } from '../network/network-options.ts'
import { IDENTITY_SEED_BYTES } from '../network/peer-id.ts'
import type { TabNode } from '../node/tab-node.ts'
import type { Attack } from './attack.ts'
import { AttackContext } from './attack-context.ts'
import { AttackNeeds } from './attack-needs.ts'
import { ATTACKS } from './attacks/registry.ts'
import type { LabKey } from './lab-key.ts'
import { LabNetwork } from './lab-network.ts'
import { MAX_TRAFFIC_RATE, TRAFFIC_RATE } from './limits.ts'
import { runAttack } from './run-attack.ts'
import { Traffic } from './traffic.ts'
import { Burner } from './wire/burner.ts'

/** The laboratory of one tab, which node.worker.ts loads when the page was opened with `?lab`. */
export interface Lab {
  /** The node's own network, with the laboratory's protocol on its links. */
  createNetwork(options: NetworkOptions): Promise<Network>
  /** What answers the laboratory's calls of this node. */
  handlersFor(node: TabNode): LabHandlers
}

/** `labPort` leads to the page, which makes a peer host for each port that comes through it. */
export function createLab(labPort: MessagePort): Lab {
  let node: TabNode | undefined
  let network: LabNetwork | undefined
  let options: NetworkOptions | undefined
  const purse: { key: LabKey | undefined } = { key: undefined }
  let running: string | undefined

  const linkPort = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    labPort.postMessage(port2, [port2])
    return port1
  }

  /** Honest tabs that tell what they see; without one nobody could say what came of an attack. */
  const observers = async (signal: AbortSignal) =>
    (await known(network, 'network').ask({ peers: [], ids: [] }, signal)).map(({ peerId }) => peerId)

  const attempt = async (attack: Attack, signal: AbortSignal): Promise<LabAttackResult> => {
    const lab = known(network, 'network')
    const self = known(node, 'node')
    const own = known(options, 'options')
    const victims = await observers(signal)
    if (victims.length === 0) {
      throw new AttackNeeds(
        'another tab of this network that was opened with "?lab" too, to tell what it sees',
      )
    }
    const { tip } = self.chain
    const head = { height: tip.header.height, tip: tip.header.id, totalWeight: tip.totalWeight }
    const seed = own.random.bytes(IDENTITY_SEED_BYTES)
    const burner = await Burner.join(
      { ...own, identitySeed: seed, linkPort: linkPort(), introducer: undefined },
      head,
      victims,
      signal,
    )
    const notes: string[] = []
    try {
      const missed = victims.filter(peerId => !burner.hears(peerId))
      if (missed.length > 0)
        throw new AttackNeeds(`a link with every tab; ${missed.length} could not be reached`)
      const note = (text: string) => notes.push(text)
      const { random } = own
      const context = new AttackContext({ node: self, random, signal, burner, victims, purse, note, lab })
      return await runAttack(attack, context, lab, notes)
    } finally {
      await burner.stop()
    }
  }

  const labAttack = async (
    { name }: { name: string },
    signal: AbortSignal,
  ): Promise<Result<LabAttackResult, Failure>> => {
    const self = known(node, 'node')
    const attack = ATTACKS.find(each => each.name === name.trim().toLowerCase())
    if (!attack)
      return fail('ATTACK_UNKNOWN', `name: there is no attack "${name}"; \`lab attacks\` lists them`)
    const engine = self.chain.engine.type
    if (!attack.engines.includes(engine)) {
      return fail(
        'ATTACK_ELSEWHERE',
        `name: ${attack.name} is for networks of ${attack.engines.join(', ')}; this one is ${engine}`,
      )
    }
    if (running !== undefined) return fail('LAB_BUSY', `lab: ${running} is under way; wait until it is over`)
    running = attack.name
    try {
      return ok(await attempt(attack, signal))
    } catch (error) {
      if (signal.aborted) return fail('CANCELLED', 'the attack was stopped')
      if (error instanceof AttackNeeds) return fail(error.code, `lab: ${attack.name} needs ${error.message}`)
      if (error instanceof NetworkError) return fail(error.code, `lab: ${error.message}`)
      // What an attack builds is meant to be wrong: a failed assertion on the way is no reason to stop the node.
      return fail(
        'LAB_FAILED',
        `lab: ${attack.name}: ${error instanceof Error ? error.message : String(error)}`,
      )
    } finally {
      running = undefined
    }
  }

  return {
    async createNetwork(given) {
      options = given
      network = await LabNetwork.create(given, () => known(node, 'node'))
      return network.network
    },
    handlersFor(started) {
      node = started
      const lab = known(network, 'network')
      const traffic = new Traffic({ node: started, lab, random: known(options, 'options').random })
      return {
        labAttacks: async () => ok(ATTACKS.map(attack => infoOf(attack, started))),
        labAttack,
        labTrafficStart: async ({ rate = TRAFFIC_RATE }, signal) => {
          if (!Number.isInteger(rate) || rate < 1 || rate > MAX_TRAFFIC_RATE) {
            return fail('BAD_RATE', `rate: must be a whole number from 1 to ${MAX_TRAFFIC_RATE} a second`)
          }
          if ((await observers(signal)).length === 0) {
            return fail(
              'LAB_NEEDS',
              'lab: traffic needs another tab of this network that was opened with "?lab" too',
            )
          }
          traffic.start(rate)
          return ok(traffic.status())
        },
        labTrafficStop: async () => {
          traffic.stop()
          return ok(traffic.status())
        },
        labStatus: async (_, signal) =>
          ok({
            attack: running ?? null,
            observers: await observers(signal),
            linked: lab.linked().length,
            traffic: traffic.status(),
          }),
      }
    },
  }
}

function infoOf({ run: _, engines, ...attack }: Attack, { chain }: TabNode): LabAttackInfo {
  return { ...attack, engines: [...engines], runnable: engines.includes(chain.engine.type) }
}
