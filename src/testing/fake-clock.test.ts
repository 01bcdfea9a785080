import { describe, expect, test } from 'vitest'
import { createFakeClock } from './fake-clock.ts'

describe('fake clock', () => {
  test('stands still until it is advanced', async () => {
    const clock = createFakeClock(1000)
    expect(clock.now()).toBe(1000)
    await clock.advance(5)
    expect(clock.now()).toBe(1005)
  })

  test('runs due timers in order of time, then of call, each at its own time', async () => {
    const clock = createFakeClock(0)
    const ran: [string, number][] = []
    const note = (name: string) => () => ran.push([name, clock.now()])
    clock.after(30, note('late'))
    clock.after(10, note('first'))
    clock.after(10, note('second'))
    clock.after(31, note('never'))
    await clock.advance(30)
    expect(ran).toEqual([
      ['first', 10],
      ['second', 10],
      ['late', 30],
    ])
    expect(clock.pending()).toBe(1)
  })

  test('repeats until cancelled', async () => {
    const clock = createFakeClock(0)
    let count = 0
    const cancel = clock.every(10, () => {
      count += 1
    })
    await clock.advance(35)
    expect(count).toBe(3)
    cancel()
    cancel()
    await clock.advance(100)
    expect(count).toBe(3)
    expect(clock.pending()).toBe(0)
  })

  test('a timer may cancel another that is due at the same time', async () => {
    const clock = createFakeClock(0)
    const ran: string[] = []
    clock.after(5, () => cancel())
    const cancel = clock.after(5, () => ran.push('cancelled'))
    await clock.advance(5)
    expect(ran).toEqual([])
  })

  test('promises get their turn between timers, and timers that they set run in the same advance', async () => {
    const clock = createFakeClock(0)
    const times: number[] = []
    const sleep = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve))
    const loop = async () => {
      for (let i = 0; i < 4; i++) {
        await sleep(10)
        // A long chain of promises, like calls through several layers.
        for (let depth = 0; depth < 50; depth++) await Promise.resolve()
        times.push(clock.now())
      }
    }
    const done = loop()
    await clock.advance(40)
    await done
    expect(times).toEqual([10, 20, 30, 40])
  })
})
