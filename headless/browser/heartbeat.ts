import type { Page } from 'playwright'
import type { Clock } from '#lib/clock.ts'
import { within } from '../within.ts'
import { hasApp } from './in-page.ts'

export const BEAT_MS = 5_000
/** No task of the page is longer than 50 ms; a machine that swaps is slow. */
export const PAGE_SILENCE_MS = 20_000
/**
 * Longer than the page's own watchdog takes (src/page/watchdog.ts: a minute, then a reload). The watchdog
 * knows in which contract a node hung and starts it without that contract; this limit is for hangs that it
 * cannot repair.
 */
export const NODE_SILENCE_MS = 180_000

/** The object that is asked; Playwright's `Page` is one. */
type Asked = Pick<Page, 'evaluate'>

/**
 * Checks repeatedly whether the page and the node behind it still answer, and calls `onSilence` once, with
 * the one that does not. Returns a function that ends the checks.
 */
export function watchHeartbeat(page: Asked, clock: Clock, onSilence: (reason: string) => void): () => void {
  let stopped = false
  let asking = false

  const cancel = clock.every(BEAT_MS, () => {
    // A late answer is waited for, not requested again.
    if (asking) return
    asking = true
    void beat(page, clock)
      .then(reason => {
        if (reason === undefined || stopped) return
        stop()
        onSilence(reason)
      })
      .finally(() => {
        asking = false
      })
  })

  function stop(): void {
    stopped = true
    cancel()
  }
  return stop
}

async function beat(page: Asked, clock: Clock): Promise<string | undefined> {
  const alive = await within(clock, PAGE_SILENCE_MS, answers(page.evaluate(hasApp)), 'silent').catch(
    () => 'silent',
  )
  if (alive === 'silent') return 'page-silent'
  const node = await within(clock, NODE_SILENCE_MS, answers(page.evaluate(askNode)), 'silent').catch(
    () => 'silent',
  )
  return node === 'silent' ? 'node-silent' : node
}

/** A document that is replaced during the question does not count as silence. */
const answers = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined)

/** Runs in the page: undefined if the node answers, the reason if it never will. */
async function askNode(): Promise<string | undefined> {
  try {
    await window.tabchain.run('status')
  } catch (error) {
    if ((error as { code?: string }).code === 'NODE_GONE') return 'node-gone'
  }
  return undefined
}
