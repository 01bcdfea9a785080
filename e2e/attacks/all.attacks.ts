import { expect, test } from '../support/journey.ts'
import { type LabAttackInfo, type LabAttackResult, openLabNetwork } from '../support/lab.ts'
import type { Tab } from '../support/tab.ts'
import { type Outcome, printed, writePage } from './attack-table.ts'
import { createBurdenMeter } from './burden.ts'

const ENGINES = ['poa', 'pow', 'pos'] as const

test('every attack, each on the network that it is meant for', async ({ newTab }) => {
  const outcomes: Outcome[] = []
  let order: readonly string[] = []
  for (const engine of ENGINES) {
    const { attacker, honest, tabs } = await openLabNetwork(newTab, engine)
    const measured = await createBurdenMeter(honest)
    const attacks = await attacker.run<LabAttackInfo[]>('lab attacks')
    order = attacks.map(({ name }) => name)
    for (const attack of attacks.filter(({ engines }) => engines[0] === engine)) {
      const { value, burden } = await measured(() => attempt(attacker, attack))
      const outcome = { attack, engine, burden, ...value }
      outcomes.push(outcome)
      console.log(describeOutcome(outcome))
    }
    for (const tab of tabs) expect.soft(tab.errors).toEqual([])
    await Promise.all(tabs.map(tab => tab.close()))
  }

  outcomes.sort((a, b) => order.indexOf(a.attack.name) - order.indexOf(b.attack.name))
  console.log(`\n${printed(outcomes)}`)
  writePage(outcomes)
  expect(outcomes.map(({ attack }) => attack.name)).toEqual(order)
  expect(outcomes.filter(({ result }) => !result?.held).map(describeOutcome)).toEqual([])
})

async function attempt(attacker: Tab, { name }: LabAttackInfo): Promise<Pick<Outcome, 'result' | 'error'>> {
  try {
    return { result: await attacker.run<LabAttackResult>(`lab attack ${name}`) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function describeOutcome({ attack, engine, result, error }: Outcome): string {
  if (!result) return `${engine} ${attack.name}: did not run: ${error}`
  const { held, milliseconds, notes, verdicts } = result
  const state = `${engine} ${attack.name}: ${held ? 'held' : 'DID NOT HOLD'} in ${milliseconds} ms`
  const seen = held ? '' : ` ${JSON.stringify(verdicts)}`
  return `${state}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}${seen}`
}
