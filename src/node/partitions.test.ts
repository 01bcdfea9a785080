import { expect, test } from 'vitest'
import { PRESETS } from '#chain/genesis/presets.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { effort } from '#testing/effort.ts'
import { PartitionPlay } from '#testing/partition-play.ts'
import { stakeNetwork } from '#testing/stake-network.ts'

const people = Array.from({ length: 9 }, (_, i) => testAccount(i + 1))
const { classroom, fair } = PRESETS

/** The presets' own parameters, with this many producers. */
const NETWORKS = {
  classroom: (count: number) => {
    const authorities = people.slice(0, count)
    const [admin = testAccount(1)] = authorities
    return authorityNetwork(
      { authorities, admin, rich: authorities, parameters: classroom.consensus },
      { limits: classroom.limits, emission: classroom.emission },
    )
  },
  fair: (count: number) => {
    const { type: _, stake: __, ...parameters } = fair.consensus
    const rich = people.slice(0, count)
    return stakeNetwork(
      { stakes: rich.map(account => [account, 10_000n]), rich, parameters },
      { limits: fair.limits, emission: fair.emission },
    )
  },
}

type Name = keyof typeof NETWORKS
type Cut = (play: PartitionPlay, seconds: number) => Promise<void>

const apart =
  (...groups: number[][]): Cut =>
  async (play, seconds) => {
    play.part(...groups)
    await play.pass(seconds, 60)
  }
/** Links that close and open again, always different ones. */
const flapping: Cut = async (play, seconds) => {
  for (let passed = 0; passed < seconds; passed += 20) {
    const round = passed / 20
    if (round % 3 === 2) play.heal()
    else play.part([round % play.tabs.length], [(round + 1) % play.tabs.length])
    await play.pass(20, 20)
  }
}
/** Nobody receives messages from these tabs. */
const deafTo =
  (...places: number[]): Cut =>
  async (play, seconds) => {
    play.mute(...places)
    await play.pass(seconds, 60)
  }

const HOUR = 3_600

type Scenario = readonly [name: Name, count: number, how: string, seconds: number, cut: Cut]

const SCENARIOS: Scenario[] = [
  ['classroom', 3, 'one apart', 240, apart([2])],
  ['classroom', 3, 'one cannot be received', 120, deafTo(0)],
  ['classroom', 4, 'two and two', 120, apart([0, 1], [2, 3])],
  ['classroom', 5, 'flapping', 160, flapping],
  ['fair', 3, 'one apart', 600, apart([0])],
]

/** An hour or more of simulated time each. */
const LONG: Scenario[] = (['classroom', 'fair'] as const).flatMap(name =>
  [60, 600, HOUR, 8 * HOUR].flatMap((seconds): Scenario[] => [
    [name, 3, 'one apart', seconds, apart([1])],
    [name, 3, 'all apart', seconds, apart([0], [1], [2])],
    [name, 4, 'two and two', seconds, apart([0, 1], [2, 3])],
    [name, 5, 'two and three', seconds, apart([0, 1], [2, 3, 4])],
    [name, 5, 'flapping', Math.min(seconds, HOUR), flapping],
    [name, 5, 'two cannot be received', seconds, deafTo(3, 4)],
    [name, 9, 'four and five', seconds, apart([0, 1, 2, 3], [4, 5, 6, 7, 8])],
    [name, 9, 'three by three', seconds, apart([0, 1, 2], [3, 4, 5], [6, 7, 8])],
  ]),
)

test.each([...SCENARIOS, ...LONG.slice(0, effort(0, LONG.length))])(
  '%s with %i producers, %s for %i s: nothing final is undone, one chain within two minutes, every payment kept',
  async (name, count, how, seconds, cut) => {
    const play = new PartitionPlay(NETWORKS[name](count), count, `${name} ${count} ${how}`)
    await play.open()
    await play.pass(60)
    await cut(play, seconds)
    play.heal()
    await play.pass(120)

    expect(play.isOneChain()).toBe(true)
    const final = Math.min(...play.tabs.map(({ node }) => node.chain.final))
    await play.pass(name === 'fair' ? 600 : 60)
    expect(Math.min(...play.tabs.map(({ node }) => node.chain.final))).toBeGreaterThan(final)
    expect(await play.lost()).toEqual([])
    expect(play.payments.length).toBeGreaterThan(0)
    await play.close()
  },
)
