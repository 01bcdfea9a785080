import { afterEach, beforeEach, describe } from 'vitest'
import type { Network } from '../network.ts'
import { conductTests } from './conduct.suite.ts'
import { gossipTests } from './gossip.suite.ts'
import { linkTests } from './links.suite.ts'
import { NetworkPlay, type NetworkWorld } from './network-play.suite.ts'
import { requestTests } from './requests.suite.ts'

/** What every {@link Network} does, whatever carries its messages. */
export function networkSuite(name: string, createWorld: () => NetworkWorld): void {
  describe(`${name} as a network`, () => {
    const play = new NetworkPlay(createWorld)
    beforeEach(() => play.begin())
    afterEach(() => play.end())

    describe('links', () => linkTests(play))
    describe('gossip', () => gossipTests(play))
    describe('requests', () => requestTests(play))
    describe('conduct', () => conductTests(play))
  })
}
