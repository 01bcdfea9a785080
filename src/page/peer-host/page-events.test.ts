import { expect, test } from 'vitest'
import { watchWakeUps } from './page-events.ts'

function page() {
  const target = new EventTarget()
  const state = { now: 0, hidden: false }
  const wakes: [string, boolean][] = []
  let [unloads, offlines] = [0, 0]
  const stop = watchWakeUps(
    {
      now: () => state.now,
      isHidden: () => state.hidden,
      listen: (_, type, listener) => {
        target.addEventListener(type, listener)
        return () => target.removeEventListener(type, listener)
      },
    },
    {
      onWake: (reason, wasLong) => wakes.push([reason, wasLong]),
      onOffline: () => offlines++,
      onUnload: () => unloads++,
    },
  )
  const fire = (type: string, persisted = false) =>
    target.dispatchEvent(Object.assign(new Event(type), { persisted }))
  const hideFor = (ms: number) => {
    state.hidden = true
    fire('visibilitychange')
    state.now += ms
    state.hidden = false
    fire('visibilitychange')
  }
  return { state, wakes, stop, fire, hideFor, unloads: () => unloads, offlines: () => offlines }
}

test('a tab wakes up if it was hidden for long, left the page cache, or has a network again', () => {
  const { state, wakes, fire, hideFor } = page()
  hideFor(1_000)
  expect(wakes).toEqual([])
  hideFor(10_000)
  hideFor(60_000)
  state.now += 2_000
  fire('pageshow', true)
  state.now += 2_000
  fire('online')
  expect(wakes).toEqual([
    ['visible', false],
    ['visible', true],
    ['pageshow', true],
    ['online', true],
  ])
})

test('a wake-up is reported once, and the first load is not a wake-up', () => {
  const { wakes, fire, hideFor } = page()
  fire('pageshow')
  hideFor(60_000)
  fire('online')
  expect(wakes).toEqual([['visible', true]])
})

test('a page that closes for good is reported, one that enters the page cache is not', () => {
  const { fire, unloads, stop } = page()
  fire('pagehide', true)
  expect(unloads()).toBe(0)
  fire('pagehide')
  stop()
  fire('pagehide')
  expect(unloads()).toBe(1)
})

test('a lost connection is reported, and does not hide that it comes back', () => {
  const { wakes, fire, offlines } = page()
  fire('offline')
  fire('online')
  expect([offlines(), wakes]).toEqual([1, [['online', true]]])
})
