import { simulate } from '#node/simulation/simulate.ts'
import type { Attack } from '../attack.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { byLanding } from '../judge.ts'
import { DEAR_MS } from '../limits.ts'
import { callOf, callPayload, deployOf } from './contract-call.ts'

/**
 * Takes turns at everything that a tab does for code: long keys, checks of addresses and signatures, hashes,
 * pages, calls that fail.
 */
const SOURCE = `export default class Dear extends Contract {
  static view = ['look']
  init() { for (let i = 0; i < 20; i++) this.map('m').set(i, 1) }
  look() {}
  work() {
    const map = this.map('m')
    const long = new Uint8Array(65000)
    const key = new Uint8Array(32).fill(88), signature = new Uint8Array(64).fill(1)
    for (let i = 0; ; i++) {
      long[0] = i; long[1] = i >> 8
      map.get(long)
      try { map.set(long, 1) } catch {}
      map.keys()
      ctx.sha256(long)
      ctx.verifySignature(key, key, signature)
      try { ctx.transfer(ctx.address, 0n) } catch {}
      try { ctx.call(ctx.address, 'look') } catch {}
      try { ctx.balanceOf('tab1' + 'q'.repeat(1000)) } catch {}
      try { ctx.emit('e', long) } catch {}
    }
  }
}`

export const dearHostWork: Attack = {
  name: 'dear-host-work',
  title: 'A block full of the most expensive work',
  group: 'Contracts',
  what: 'Calls a method that spends all the gas of a block on work that the tabs do for contracts: long keys, hashes, signatures, calls that fail.',
  outcome:
    'It runs out of gas within a second in every tab, since that work is priced by the time that it takes.',
  engines: ['poa', 'pow', 'pos'],
  expects: { rule: 'OUT_OF_GAS', verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    const gas = lab.chain.genesis.limits.blockGas
    const began = lab.clock.now()
    const tried = simulate(lab.chain, (await lab.purse()).address, callPayload(contract, 'work', { gas }))
    if (!tried.ok) throw new AttackNeeds(tried.error.message)
    const took = lab.clock.now() - began
    lab.note(`${gas} gas took ${took} ms in this tab`)

    const call = await callOf(lab, contract, 'work', { gas })
    return {
      ids: [call.id],
      judge: byLanding(call.id),
      aftermath: () => (took < DEAR_MS ? undefined : `a block of such calls took ${took} ms`),
    }
  },
}
