import { expect, test, vi } from 'vitest'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers, SAMPLE_EVENTS } from '#api/sample-handlers.ts'
import { createAutomation } from './automation.ts'

function setUp(ready: Promise<void> = Promise.resolve()) {
  const sample = createSampleHandlers()
  const effects = { openLink: () => {}, reload: () => {} }
  const tabchain = createAutomation(createLocalApi(sample.handlers), ready, { version: '0.1.0', effects })
  return { tabchain, emit: sample.emit }
}

test('run, version and ready', async () => {
  const { tabchain } = setUp()
  await tabchain.ready
  expect(tabchain.version).toBe('0.1.0')
  expect(await tabchain.run('status')).toMatchObject({ height: 42 })
})

test('on reports one type, or all with *, until it is unsubscribed', () => {
  const { tabchain, emit } = setUp()
  const mined = vi.fn()
  const all = vi.fn()
  const stopMined = tabchain.on('mined', event => mined(event.data.height))
  tabchain.on('*', all)

  for (const event of SAMPLE_EVENTS) emit(event)
  expect(mined).toHaveBeenCalledExactlyOnceWith(42)
  expect(all.mock.calls.map(([event]) => event)).toEqual(SAMPLE_EVENTS)

  stopMined()
  for (const event of SAMPLE_EVENTS) emit(event)
  expect(mined).toHaveBeenCalledOnce()
})

test('help is readable text', () => {
  const { tabchain } = setUp()
  expect(tabchain.help()).toMatch(/^status +Shows the state of this node$/m)
  expect(tabchain.help('send')).toMatch(/^usage +send <from> <amount> <to>/m)
  expect(() => tabchain.help('nonsense')).toThrow('"help" lists all commands')
})

test('a node that does not start rejects ready, without an unhandled rejection when nobody waits', async () => {
  const { tabchain } = setUp(Promise.reject(new Error('IndexedDB is missing')))
  await expect(tabchain.ready).rejects.toThrow('IndexedDB is missing')
})
