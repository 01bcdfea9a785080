import { fileURLToPath } from 'node:url'
import { routerRules, switchRules } from './firewall.ts'
import { firstMatch } from './first-match.ts'
import type { Computer, Line, Network, Router, Switch } from './lan-case.ts'
import type { Namespaces } from './namespaces.ts'

const WIRE_SOURCE = fileURLToPath(new URL('wire.c', import.meta.url))

/** A computer's cable, to be pulled and plugged in again. */
export interface Cable {
  /** Silently, the computer does not notice; else it loses its carrier. */
  unplug(silent: boolean): Promise<void>
  plug(): Promise<void>
}

/** Plugs in everything that the network has. Ends with `namespaces`. */
export async function buildNetwork(
  namespaces: Namespaces,
  network: Network,
  appPort: number,
): Promise<{ cable(computer: string): Cable }> {
  const builder = new Builder(namespaces)
  for (const [name, rules] of Object.entries(network.switches)) await builder.addSwitch(name, rules)
  for (const [name, router] of Object.entries(network.routers ?? {}))
    await builder.addRouter(name, router, appPort)
  for (const [name, computer] of Object.entries(network.computers)) await builder.addComputer(name, computer)
  for (const [name, { at, line }] of Object.entries(network.computers))
    if (line) await builder.slowDown(name, at, line)
  return { cable: name => builder.cable(name, network.computers[name]?.at ?? '') }
}

/** Each cable ends in interface `c-<name>` of the switch's bridge `inside`, and in `outside` of what it serves. */
class Builder {
  readonly #namespaces: Namespaces

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces
  }

  async addSwitch(name: string, rules: Switch): Promise<void> {
    await this.#add(name)
    await this.#bridge(name, rules)
  }

  async addRouter(name: string, router: Router, appPort: number): Promise<void> {
    await this.#add(name)
    await this.#plugIn(name, router.at, router.outside)
    await this.#bridge(name, router)
    await this.#ip(name, `addr add ${router.inside} dev inside`)
    await this.#namespaces.run(name, ['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
    await this.#rules(name, routerRules(router, appPort))
  }

  async addComputer(name: string, { at, address, gateway }: Computer): Promise<void> {
    await this.#add(name)
    await this.#plugIn(name, at, address)
    // Browsers list no address without a default route.
    await this.#ip(name, `route add default ${gateway ? `via ${gateway}` : ''} dev outside`)
  }

  /** Puts a program into the cable that delays and loses frames. */
  async slowDown(name: string, at: string, { delayMs, lossPercent, kbitPerSecond }: Line): Promise<void> {
    const program = `${this.#namespaces.folder}/wire`
    await this.#namespaces.run(undefined, ['cc', '-O2', '-o', program, WIRE_SOURCE])
    await this.#ip(at, `link set c-${name} nomaster`)
    await this.#ip(at, `link add w-${name} type veth peer name q-${name}`)
    await this.#ip(at, `link set q-${name} master inside up`)
    await this.#ip(at, `link set w-${name} up`)
    // The program copies what it reads, so that checksums and packets have to be those of a real cable.
    const all = await this.#namespaces.run(undefined, ['ip', 'netns', 'list'])
    for (const entry of all.trim().split('\n')) await this.#realFrames(entry.split(' ')[0] ?? '')
    const figures = [delayMs, lossPercent, kbitPerSecond].map(String)
    const wire = this.#namespaces.start(at, [program, `c-${name}`, `w-${name}`, ...figures])
    await firstMatch(wire, /ready/)
  }

  cable(name: string, at: string): Cable {
    return {
      unplug: silent => this.#ip(at, `link set c-${name} ${silent ? 'nomaster' : 'down'}`),
      plug: () => this.#ip(at, `link set c-${name} master inside up`),
    }
  }

  async #add(name: string): Promise<void> {
    await this.#namespaces.run(undefined, ['ip', 'netns', 'add', name])
    const settings = '/proc/sys/net/ipv6/conf'
    const noIpv6 = `for i in all default; do echo 1 > ${settings}/$i/disable_ipv6; done`
    await this.#namespaces.run(name, ['sh', '-c', `[ ! -d ${settings} ] || { ${noIpv6}; }`])
    await this.#ip(name, 'link set lo up')
  }

  async #bridge(name: string, rules: Switch): Promise<void> {
    await this.#ip(name, 'link add inside type bridge mcast_snooping 0')
    await this.#ip(name, 'link set inside up')
    await this.#rules(name, switchRules(rules))
  }

  async #plugIn(name: string, at: string, address: string): Promise<void> {
    const pair = `link add outside netns ${name} type veth peer name c-${name} netns ${at}`
    await this.#namespaces.run(undefined, ['ip', ...pair.split(' ')])
    await this.#ip(at, `link set c-${name} master inside up`)
    await this.#ip(name, `addr add ${address} dev outside`)
    await this.#ip(name, 'link set outside up')
  }

  async #realFrames(name: string): Promise<void> {
    const off =
      'for i in $(ls /sys/class/net | grep -vx -e lo -e inside -e bonding_masters); do ethtool -K $i tx off tso off gso off gro off; done'
    await this.#namespaces.run(name, ['sh', '-c', off])
  }

  async #ip(name: string, words: string): Promise<void> {
    await this.#namespaces.run(undefined, ['ip', '-n', name, ...words.split(' ').filter(word => word !== '')])
  }

  async #rules(name: string, rules: string): Promise<void> {
    if (rules) await this.#namespaces.run(name, ['nft', '-f', '-'], rules)
  }
}
