import { expect, type Page } from 'playwright/test'
import type { StatusResult } from '#api/results.ts'

interface AddressInfo {
  readonly name: string
  readonly address: string
  readonly balance: string
  readonly pending: string
}

/** One tab of the app: a node, driven by the same commands that a person types. */
export class Tab {
  readonly page: Page
  /** Errors that the page wrote to its console. */
  readonly errors: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('pageerror', error => this.errors.push(String(error)))
  }

  async open(url: string): Promise<this> {
    await this.page.goto(url)
    return this.ready()
  }

  async ready(): Promise<this> {
    await this.page.waitForFunction(() => window.tabchain !== undefined)
    await this.page.evaluate(() => window.tabchain.ready)
    return this
  }

  run<T = unknown>(line: string, input?: Record<string, unknown>): Promise<T> {
    return this.page.evaluate(([text, data]) => window.tabchain.run(text, data), [
      line,
      input,
    ] as const) as Promise<T>
  }

  /** The error with which a command ends. */
  failure(line: string): Promise<{ code: string; message: string }> {
    return this.page.evaluate(
      text =>
        window.tabchain.run(text).then(
          () => ({ code: 'NONE', message: 'it did not fail' }),
          (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
        ),
      line,
    )
  }

  status(): Promise<StatusResult> {
    return this.run<StatusResult>('status')
  }

  async address(name = 'main'): Promise<AddressInfo> {
    const all = await this.run<AddressInfo[]>('address list')
    const found = all.find(own => own.name === name)
    if (!found) throw new Error(`no address called ${name}`)
    return found
  }

  async mine(blocks: number): Promise<void> {
    for (let i = 0; i < blocks; i++) await this.run('mine once')
  }

  async close(): Promise<void> {
    await this.page.close()
  }
}

/** Waits until every tab has the same tip and state root, and returns the height. */
export async function converged(tabs: readonly Tab[]): Promise<number> {
  let height = 0
  await expect(async () => {
    const all = await Promise.all(tabs.map(tab => tab.status()))
    expect(
      new Set(all.map(status => status.tip)).size,
      all.map(s => `${s.height}:${s.tip.slice(0, 8)}`).join(' '),
    ).toBe(1)
    expect(new Set(all.map(status => status.stateRoot)).size).toBe(1)
    height = all[0]?.height ?? 0
  }).toPass()
  return height
}

/** Waits until each tab has at least this many peers. */
export async function linked(tabs: readonly Tab[], peers: number): Promise<void> {
  await expect(async () => {
    for (const tab of tabs) expect((await tab.status()).peers).toBeGreaterThanOrEqual(peers)
  }).toPass()
}

/** Waits until a transaction is in a block everywhere. */
export async function confirmed(tabs: readonly Tab[], txId: string): Promise<void> {
  await expect(async () => {
    for (const tab of tabs) {
      const tx = await tab.run<{ status: string }>(`tx ${txId}`)
      expect(['confirmed', 'final']).toContain(tx.status)
    }
  }).toPass()
}
