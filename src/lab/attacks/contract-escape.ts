import type { Attack } from '../attack.ts'
import { byLanding } from '../judge.ts'
import { callOf, deployOf } from './contract-call.ts'

/**
 * The known ways out of JavaScript sandboxes. If one worked, the method would end without an error, and the
 * attack would not hold.
 */
const SOURCE = `export default class Prisoner extends Contract {
  escape() {
    const ways = [
      () => (() => {}).constructor('return globalThis')().fetch,
      () => (async () => {}).constructor('return globalThis')(),
      () => Object.getPrototypeOf(function* () {}).constructor('return globalThis')(),
      () => this.constructor.constructor.constructor('return this')(),
      () => { Object.prototype.escaped = 1; return ({}).escaped },
      () => globalThis.postMessage('out'),
      () => new WebAssembly.Memory({ initial: 1 }),
      () => eval('globalThis'),
    ]
    const open = ways.filter(way => { try { return way() !== undefined } catch { return false } })
    if (open.length > 0) return open.length
    throw new Error('no way out')
  }
}`

export const contractEscape: Attack = {
  name: 'contract-escape',
  title: 'A contract that breaks out',
  group: 'Contracts',
  what: 'Deploys a contract that tries the known ways out of a JavaScript sandbox, and calls it.',
  outcome: 'None of them works: the call throws, in every tab alike.',
  engines: ['poa', 'pow', 'pos'],
  expects: { rule: 'CODE_THREW', verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    const call = await callOf(lab, contract, 'escape')
    return { ids: [call.id], judge: byLanding(call.id) }
  },
}
