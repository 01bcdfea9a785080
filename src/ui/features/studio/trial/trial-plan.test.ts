import { expect, test } from 'vitest'
import { parseAddress } from '#chain/address.ts'
import { PRETEND_PEOPLE, peopleOf, withNames } from './people.ts'
import { changedPlan, emptyPlan, type PlanChange, rehearsalOf } from './trial-plan.ts'

const [ada, ben] = PRETEND_PEOPLE.map(({ address }) => address) as [string, string]
const after = (...changes: PlanChange[]) => changes.reduce(changedPlan, emptyPlan(ada))
const vote = (from: string, option: number): PlanChange => ({
  type: 'add',
  method: 'vote',
  call: { from, args: [option], amount: undefined },
})

test('a plan is a deployment and calls, which go to the node as they are', () => {
  const deploy: PlanChange = { type: 'deploy', call: { from: ada, args: ['Where to?'], amount: 5n } }
  expect(rehearsalOf(after(deploy, vote(ada, 0), vote(ben, 1)), 'source')).toEqual({
    source: 'source',
    from: ada,
    args: ['Where to?'],
    amount: 5n,
    steps: [
      { from: ada, method: 'vote', args: [0] },
      { from: ben, method: 'vote', args: [1] },
    ],
  })
})

test('calls are taken away by their number, which no later one gets while others stay', () => {
  const plan = after(vote(ada, 0), vote(ben, 1), { type: 'remove', id: 1 }, vote(ada, 2))
  expect(plan.calls.map(({ id, args }) => [id, args[0]])).toEqual([
    [2, 1],
    [3, 2],
  ])
  expect(changedPlan(plan, { type: 'clear' }).calls).toEqual([])
})

test('pretend people have addresses of their own, and are read by their names', () => {
  const people = peopleOf([])
  expect(new Set(people.map(({ address }) => address)).size).toBe(4)
  expect(people.every(({ address }) => parseAddress(address).ok)).toBe(true)
  expect(withNames(`{ ${ada}: 1, to: "${ben}" }`, people)).toBe('{ Ada: 1, to: "Ben" }')
})
