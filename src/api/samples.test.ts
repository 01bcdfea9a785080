import { afterAll, expect, test } from 'vitest'
import { CALL_NAMES } from './call-names.ts'
import { EVENT_SAMPLES } from './event-samples.ts'
import { EVENT_DIRECTION, type EventType } from './events.ts'
import { CALL_SAMPLES } from './samples.ts'

const EVENT_TYPES = Object.keys(EVENT_DIRECTION) as EventType[]

const { port1, port2 } = new MessageChannel()
afterAll(() => port1.close())

/** The value after a real crossing, with everything that structured cloning drops or changes gone. */
function across(value: unknown): Promise<unknown> {
  return new Promise(resolve => {
    port2.onmessage = ({ data }) => resolve(data)
    port1.postMessage(value)
  })
}

test.each(CALL_NAMES)('%s crosses a MessageChannel unchanged', async name => {
  const { args, result } = CALL_SAMPLES[name]
  expect(await across(args)).toStrictEqual(args)
  expect(await across(result)).toStrictEqual(result)
})

test.each(EVENT_TYPES)('the event %s crosses unchanged and is plain JSON', async type => {
  const data = EVENT_SAMPLES[type]
  expect(await across(data)).toStrictEqual(data)
  expect(JSON.parse(JSON.stringify(data))).toStrictEqual(data)
})

test('there are samples for exactly the calls and events that exist', () => {
  expect(Object.keys(CALL_SAMPLES).toSorted()).toEqual([...CALL_NAMES].toSorted())
  expect(Object.keys(EVENT_SAMPLES).toSorted()).toEqual([...EVENT_TYPES].toSorted())
})
