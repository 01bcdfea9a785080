import { expect, test } from 'vitest'
import type { BootReply } from '#api/boot.ts'
import { createWatchdog, SILENT_TICKS, TICK_MS } from './watchdog.ts'

function world() {
  const hangs: (string | undefined)[] = []
  let pings = 0
  let look: (() => void) | undefined
  const watchdog = createWatchdog({
    every(ms, task) {
      expect(ms).toBe(TICK_MS)
      look = task
      return () => {
        look = undefined
      }
    },
    ping: () => pings++,
    onHang: suspect => hangs.push(suspect),
  })
  return {
    watchdog,
    hangs,
    pings: () => pings,
    looks(count: number) {
      for (let i = 0; i < count; i++) look?.()
    },
  }
}

const pong: BootReply = { type: 'pong' }
const running = (source: string): BootReply => ({ type: 'running', source })

test('a node that answers is left alone', () => {
  const { watchdog, hangs, looks, pings } = world()
  for (let i = 0; i < 10; i++) {
    looks(SILENT_TICKS)
    watchdog.received(pong)
  }
  expect(hangs).toEqual([])
  expect(pings()).toBe(10 * SILENT_TICKS)
})

test('a node that is silent for several checks hangs, which is reported once', () => {
  const { hangs, looks } = world()
  looks(SILENT_TICKS)
  expect(hangs).toEqual([])
  looks(SILENT_TICKS)
  expect(hangs).toEqual([undefined])
})

test('the contract that ran last is the suspect, unless the node answered since', () => {
  const first = world()
  first.watchdog.received(running('a'))
  first.watchdog.received(running('b'))
  first.looks(SILENT_TICKS + 1)
  expect(first.hangs).toEqual(['b'])

  const second = world()
  second.watchdog.received(running('a'))
  second.watchdog.received(pong)
  second.looks(SILENT_TICKS + 1)
  expect(second.hangs).toEqual([undefined])
})

test('a long block, whose contracts begin one after the other, is not silence', () => {
  const { watchdog, hangs, looks } = world()
  for (let i = 0; i < 5; i++) {
    looks(SILENT_TICKS)
    watchdog.received(running('a'))
  }
  expect(hangs).toEqual([])
})

test('nothing is checked after its end', () => {
  const { watchdog, hangs, looks } = world()
  watchdog.stop()
  looks(2 * SILENT_TICKS)
  expect(hangs).toEqual([])
})
