import type { BrowserPair, LanCase, Task } from './lan-case.ts'
import type { LanTab } from './lan-tab.ts'
import { type OpenCase, withCase } from './open-case.ts'
import { describePaths } from './paths.ts'

/** What a round of a case showed. */
export interface Outcome {
  /** Seconds, or the share of the line's rate; undefined if it was not reached before the case gave up. */
  readonly value: number | undefined
  /** How the tabs are linked in the end; empty if they are not. */
  readonly how: string
  /** Links that the second tab lost, where none may be lost. */
  readonly linksLost?: number
  /** Why the case could not be measured. */
  readonly failure?: string
}

/** Two dials: each ends after 15 seconds. */
const LINK_GIVE_UP_SECONDS = 30
/** A multiple of what a recovery and a copy may take. */
const GIVE_UP_FACTOR = 20
const COPY_GIVE_UP_FACTOR = 3
const LOOK_EVERY_MS = 50

/** Runs one round of a case in this pair of browsers. */
export function measure(lanCase: LanCase, pair: BrowserPair): Promise<Outcome> {
  return withCase(lanCase, pair, async open => {
    const outcome = await perform(lanCase, open)
    const paths = await Promise.all(open.tabs.map(tab => tab.paths()))
    return { ...outcome, how: describePaths(paths.flat()) }
  })
}

function perform({ task, tabs, network }: LanCase, open: OpenCase): Promise<Omit<Outcome, 'how'>> {
  switch (task.kind) {
    case 'link':
      return link(open)
    case 'recover':
      return recover(open, task)
    case 'copy':
      return copy(open, task, network.computers[tabs[1].on]?.line?.kbitPerSecond ?? 0)
  }
}

async function link({ tabs, readyAt }: OpenCase): Promise<Omit<Outcome, 'how'>> {
  return { value: await secondsUntil(() => areLinked(tabs), LINK_GIVE_UP_SECONDS, readyAt) }
}

/** The block that proves the link is made while the other tab is cut off. */
async function recover(
  { tabs, cable }: OpenCase,
  { outageSeconds, silent, withinSeconds }: Extract<Task, { kind: 'recover' }>,
): Promise<Omit<Outcome, 'how'>> {
  const [here, cutOff] = tabs
  await mustLink(tabs)
  await here.run('mine once')
  await secondsUntil(() => haveOneTip(tabs), LINK_GIVE_UP_SECONDS)
  await cable.unplug(silent)
  await sleep(outageSeconds * 1000)
  await here.run('mine once')
  const { tip } = await here.status()
  await cable.plug()
  const hasBlock = async () => (await cutOff.status()).tip === tip && (await areLinked(tabs))
  return { value: await secondsUntil(hasBlock, GIVE_UP_FACTOR * withinSeconds) }
}

async function copy(
  { tabs }: OpenCase,
  { bytes }: Extract<Task, { kind: 'copy' }>,
  kbitPerSecond: number,
): Promise<Omit<Outcome, 'how'>> {
  const [author, reader] = tabs
  await mustLink(tabs)
  const cid = await author.evaluate(shareRandomFile, bytes)
  await reader.evaluate(countLostLinks, undefined)
  const idealSeconds = (bytes * 8) / (kbitPerSecond * 1000)
  const startedAt = performance.now()
  await reader.run(`file pin ${cid}`)
  const look = () => reader.run<{ state: string; doneBytes: number }>(`file show ${cid}`)
  const isHeld = async () => (await look()).state === 'held'
  const giveUp = COPY_GIVE_UP_FACTOR * idealSeconds
  const seconds = (await secondsUntil(isHeld, giveUp, startedAt)) ?? giveUp
  const { doneBytes } = await look()
  const linksLost = await reader.evaluate(() => window.lostLinks, undefined)
  return { value: (doneBytes / bytes) * (idealSeconds / seconds), linksLost }
}

async function mustLink(tabs: OpenCase['tabs']): Promise<void> {
  const seconds = await secondsUntil(() => areLinked(tabs), LINK_GIVE_UP_SECONDS)
  if (seconds === undefined) throw new Error('The tabs do not link at all in this network.')
}

async function areLinked(tabs: readonly LanTab[]): Promise<boolean> {
  const all = await Promise.all(tabs.map(tab => tab.status()))
  return all.every(({ peers }) => peers > 0)
}

async function haveOneTip(tabs: readonly LanTab[]): Promise<boolean> {
  const all = await Promise.all(tabs.map(tab => tab.status()))
  return new Set(all.map(({ tip }) => tip)).size === 1
}

/** The seconds from `since` until `check` holds; undefined if that takes too long. */
async function secondsUntil(
  check: () => Promise<boolean>,
  giveUpSeconds: number,
  since = performance.now(),
): Promise<number | undefined> {
  for (;;) {
    const isTrue = await check()
    const seconds = (performance.now() - since) / 1000
    if (isTrue) return seconds
    if (seconds > giveUpSeconds) return undefined
    await sleep(LOOK_EVERY_MS)
  }
}

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

declare global {
  interface Window {
    lostLinks: number
  }
}

/** Runs in a page. */
function countLostLinks(): void {
  window.lostLinks = 0
  window.tabchain.on('peer-left', () => window.lostLinks++)
}

/** Runs in a page: shares a file that cannot be compressed, and resolves to its CID. */
async function shareRandomFile(size: number): Promise<string> {
  const bytes = new Uint8Array(size)
  // The most that getRandomValues fills at once.
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  const file = { name: 'random.bin', type: 'application/octet-stream', bytes }
  const { cid } = (await window.tabchain.run('file add main --unrecorded', file)) as { cid: string }
  return cid
}
