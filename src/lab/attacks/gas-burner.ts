import type { Attack } from '../attack.ts'
import { byLanding } from '../judge.ts'
import { callOf, deployOf } from './contract-call.ts'

const SOURCE = `export default class Furnace extends Contract {
  burn() { for (;;) {} }
}`

export const gasBurner: Attack = {
  name: 'gas-burner',
  title: 'A contract that never ends',
  group: 'Contracts',
  what: 'Deploys a contract with a method that runs for ever, and calls it.',
  outcome: 'It runs out of gas after the same instruction in every tab. The fee is lost, and nothing else.',
  engines: ['poa', 'pow', 'pos'],
  expects: { rule: 'OUT_OF_GAS', verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    const call = await callOf(lab, contract, 'burn')
    return { ids: [call.id], judge: byLanding(call.id) }
  },
}
