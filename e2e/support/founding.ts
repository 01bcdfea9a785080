import { expect } from 'playwright/test'
import type { Tab } from './tab.ts'

/**
 * Founds a network in this tab and opens it there, as the screen does; resolves to its invite link when the
 * node runs in it.
 */
export async function found(tab: Tab, request: Record<string, unknown>): Promise<string> {
  const { id } = await tab.run<{ id: string }>('network create', request)
  await tab.run(`network switch ${id}`)
  await expect(async () => {
    await tab.ready()
    expect((await tab.status()).network.id).toBe(id)
  }).toPass()
  const { link } = await tab.run<{ link: string }>('invite')
  return link
}
