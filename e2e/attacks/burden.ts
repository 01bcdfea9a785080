import type { CDPSession } from 'playwright/test'
import type { Tab } from '../support/tab.ts'

/** The work and the memory of one honest tab. */
interface Reading {
  /** Bytes that this tab sent, by peer. */
  readonly sent: ReadonlyMap<string, number>
  /** Of its process, all threads. */
  readonly cpuSeconds: number
  /** JavaScript memory of all its workers. */
  readonly heapBytes: number
}

/** The cost of an attack to honest tabs: the largest of each number. */
export interface Burden {
  readonly seconds: number
  /** To other honest tabs. */
  readonly sentBytes: number
  readonly cpuSeconds: number
  /** The increase. */
  readonly heapBytes: number
}

/** Reads the load of a tab's process from Chromium's own counters. */
class Meter {
  readonly #tab: Tab
  readonly #session: CDPSession
  /** Sessions of its workers. */
  readonly #workers = new Set<string>()
  readonly #asked = new Map<
    number,
    { readonly worker: string; readonly settle: (usedBytes: number) => void }
  >()
  #last = 0

  private constructor(tab: Tab, session: CDPSession) {
    this.#tab = tab
    this.#session = session
    session.on('Target.attachedToTarget', ({ sessionId }) => this.#workers.add(sessionId))
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#ended(sessionId))
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result = {} } = JSON.parse(message)
      this.#asked.get(id)?.settle(result.usedSize ?? 0)
      this.#asked.delete(id)
    })
  }

  static async of(tab: Tab): Promise<Meter> {
    const session = await tab.page.context().newCDPSession(tab.page)
    const meter = new Meter(tab, session)
    await session.send('Performance.enable')
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    })
    return meter
  }

  async read(): Promise<Reading> {
    const peers = await this.#tab.run<{ peerId: string; bytesOut: number }[]>('peers')
    const { metrics } = await this.#session.send('Performance.getMetrics')
    const heaps = await Promise.all([...this.#workers].map(worker => this.#heapOf(worker)))
    return {
      sent: new Map(peers.map(({ peerId, bytesOut }) => [peerId, bytesOut])),
      cpuSeconds: metrics.find(({ name }) => name === 'ProcessTime')?.value ?? 0,
      heapBytes: heaps.reduce((sum, bytes) => sum + bytes, 0),
    }
  }

  /** A worker that ends takes its memory with it and no longer answers. */
  #ended(worker: string): void {
    this.#workers.delete(worker)
    for (const asked of this.#asked.values()) if (asked.worker === worker) asked.settle(0)
  }

  #heapOf(sessionId: string): Promise<number> {
    const id = ++this.#last
    const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage' })
    return new Promise(resolve => {
      this.#asked.set(id, { worker: sessionId, settle: resolve })
      this.#session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => resolve(0))
    })
  }
}

/** Measures what honest tabs send each other, compute and store during an attack. */
export async function createBurdenMeter(honest: readonly Tab[]) {
  const meters = await Promise.all(honest.map(tab => Meter.of(tab)))
  const peerIds = await Promise.all(
    honest.map(async tab => (await tab.run<{ peerId: string }>('status')).peerId),
  )
  const readAll = () => Promise.all(meters.map(meter => meter.read()))

  return async <T>(work: () => Promise<T>): Promise<{ value: T; burden: Burden }> => {
    const began = performance.now()
    const before = await readAll()
    const value = await work()
    const after = await readAll()
    const most = (of: (now: Reading, then: Reading) => number) =>
      Math.max(0, ...after.map((now, i) => of(now, before[i] as Reading)))
    return {
      value,
      burden: {
        seconds: (performance.now() - began) / 1000,
        sentBytes: most((now, then) =>
          peerIds.reduce(
            (sum, id) => sum + Math.max(0, (now.sent.get(id) ?? 0) - (then.sent.get(id) ?? 0)),
            0,
          ),
        ),
        cpuSeconds: most((now, then) => now.cpuSeconds - then.cpuSeconds),
        heapBytes: most((now, then) => now.heapBytes - then.heapBytes),
      },
    }
  }
}
