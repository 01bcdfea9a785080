import { expect } from 'playwright/test'
import type { Tab } from './tab.ts'

export interface Added {
  readonly cid: string
  readonly txId: string
  readonly size: number
}

export interface FileInfo {
  readonly cid: string
  readonly state: string
  readonly sizeBytes: number
  readonly doneBytes: number
  readonly replicas: number
  readonly problem: { code: string; message: string } | null
}

/** Bytes derived from a seed, the same in every tab and run; no two blocks of them are equal. */
export interface Content {
  readonly seed: number
  readonly bytes: number
}

/** Makes the bytes in the page, so that they do not cross the debugger, and adds them as a file. */
export function addFile(tab: Tab, content: Content, name = 'data.bin', record = true): Promise<Added> {
  return tab.page.evaluate(
    async ([{ seed, bytes }, name, record]) => {
      const data = new Uint32Array(bytes / 4)
      for (let i = 0, x = seed; i < data.length; i++) {
        x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
        data[i] = x ^ i
      }
      return (await window.tabchain.run('file add main', {
        name,
        type: 'application/octet-stream',
        bytes: data,
        unrecorded: !record,
      })) as Added
    },
    [content, name, record] as const,
  )
}

/**
 * Gets the file in a tab and compares it there with the seed's bytes; resolves to the number of correct
 * bytes.
 */
export function rightBytes(tab: Tab, cid: string, { seed }: Content): Promise<number> {
  return tab.page.evaluate(
    async ([cid, seed]) => {
      const { bytes } = (await window.tabchain.run(`file get ${cid}`)) as { bytes: Uint8Array<ArrayBuffer> }
      const data = new Uint32Array(bytes.buffer)
      let x = seed
      for (let i = 0; i < data.length; i++) {
        x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
        if (data[i] !== (x ^ i) >>> 0) return 4 * i
      }
      return bytes.length
    },
    [cid, seed] as const,
  )
}

/** Waits until each tab holds the file. */
export async function held(tabs: readonly Tab[], cid: string): Promise<void> {
  await expect(async () => {
    for (const tab of tabs) expect((await tab.run<FileInfo>(`file show ${cid}`)).state).toBe('held')
  }).toPass()
}

/** Waits until a tab knows of at least this many tabs with the file. */
export async function copies(tab: Tab, cid: string, count: number): Promise<void> {
  await expect(async () => {
    expect((await tab.run<FileInfo>(`file show ${cid}`)).replicas).toBeGreaterThanOrEqual(count)
  }).toPass()
}
