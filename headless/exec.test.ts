import { expect, test } from 'vitest'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { createFakeClock } from '#testing/fake-clock.ts'
import { execute, settle } from './exec.ts'

const STATUS = { peers: 0, syncing: { state: 'idle' } }

test('each result is a line; the first failure is the last', async () => {
  const results: string[] = []
  const errors: string[] = []
  const ran: string[] = []
  const failed = await execute(
    ['status', 'nope', 'peers'],
    async line => {
      ran.push(line)
      return line === 'nope' ? fail('COMMAND_UNKNOWN', 'there is none') : ok({ text: 'a\nb' })
    },
    { result: json => results.push(json), error: json => errors.push(json) },
  )
  expect(failed).toBe('COMMAND_UNKNOWN')
  expect(ran).toEqual(['status', 'nope'])
  expect(results).toEqual(['{"text":"a\\nb"}'])
  expect(errors.map(line => JSON.parse(line))).toEqual([
    { error: { code: 'COMMAND_UNKNOWN', message: 'there is none', command: 'nope' } },
  ])
})

async function settled(statuses: Result<unknown, Failure>[], withinMs = 10_000): Promise<number> {
  const clock = createFakeClock()
  let asked = 0
  let outcome: Result<void, Failure> | undefined
  const run = async () => statuses[Math.min(asked++, statuses.length - 1)] as Result<unknown, Failure>
  void settle(run, clock, withinMs).then(result => {
    outcome = result
  })
  await clock.advance(withinMs)
  expect(outcome?.ok).toBe(statuses[0]?.ok)
  return asked
}

test('exec waits for a new peer to sync, or until the time is over', async () => {
  const syncing = ok({ peers: 1, syncing: { state: 'bodies' } })
  expect(await settled([ok(STATUS), syncing, ok({ ...STATUS, peers: 1 })])).toBe(3)
  expect(await settled([ok(STATUS)], 1_000)).toBe(5)
  expect(await settled([ok(STATUS)], 0)).toBe(0)
  expect(await settled([fail('NOT_READY', 'it starts')])).toBe(1)
})
