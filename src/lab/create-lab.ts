import type { LabHandlers } from '#api/handlers.ts'
import type { LabAttackInfo } from '#api/lab-results.ts'
import type { FileSharing } from '#files/file-sharing.ts'
import { known } from '#lib/assert.ts'
import { fail, ok } from '#lib/result.ts'
import type { OpenNetwork } from '#network/create-network.ts'
import type { NetworkOptions } from '#network/network-options.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { Attack } from './attack.ts'
import { AttackRunner } from './attack-runner.ts'
import { ATTACKS } from './attacks/registry.ts'
import { LabNetwork } from './lab-network.ts'
import { TRAFFIC_RATE } from './limits.ts'
import { Traffic } from './traffic.ts'

/** The laboratory of one tab. node.worker.ts loads it if the page was opened with `?lab`. */
export interface Lab {
  /** The node's own network, with the laboratory's protocol on its links. */
  createNetwork(options: NetworkOptions): Promise<OpenNetwork>
  /**
   * The handlers for the laboratory's calls of this node, whose network was made before. `files` loads its
   * file sharing.
   */
  handlersFor(node: TabNode, files: () => Promise<FileSharing>): LabHandlers
}

/** `labPort` leads to the page, which makes a peer host for each port that it receives. */
export function createLab(labPort: MessagePort): Lab {
  let opened: { readonly lab: LabNetwork; readonly options: NetworkOptions } | undefined
  let node: TabNode | undefined
  let sharing: (() => Promise<FileSharing>) | undefined

  const linkPort = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    labPort.postMessage(port2, [port2])
    return port1
  }

  return {
    async createNetwork(options) {
      const lab = await LabNetwork.create(options, {
        node: () => known(node, 'the laboratory has a node'),
        files: () => known(sharing, 'the laboratory has file sharing')(),
      })
      opened = { lab, options }
      return lab.open
    },

    handlersFor(started, files) {
      node = started
      sharing = files
      const { lab, options } = known(opened, 'the laboratory has a network')
      const runner = new AttackRunner({ node: started, files, lab, options, linkPort })
      return handlersOf(started, lab, runner, new Traffic({ node: started, lab, random: options.random }))
    },
  }
}

function handlersOf(node: TabNode, lab: LabNetwork, runner: AttackRunner, traffic: Traffic): LabHandlers {
  return {
    labAttacks: async () => ok(ATTACKS.map(attack => infoOf(attack, node))),
    labAttack: ({ name }, signal) => runner.attack(name, signal),

    labTrafficStart: async ({ rate = TRAFFIC_RATE }, signal) => {
      if ((await runner.observers(signal)).length === 0) {
        const needs = 'another tab of this network that was opened with "?lab" too'
        return fail('LAB_NEEDS', `lab: traffic needs ${needs}`)
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
        attack: runner.running ?? null,
        observers: await runner.observers(signal),
        linked: lab.linked().length,
        traffic: traffic.status(),
      }),
  }
}

function infoOf({ run: _, engines, ...attack }: Attack, { chain }: TabNode): LabAttackInfo {
  return { ...attack, engines: [...engines], runnable: engines.includes(chain.engine.type) }
}
