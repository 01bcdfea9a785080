import type { CDPSession } from 'playwright/test'
import { expect, test } from '../../support/journey.ts'

/**
 * Halts the node's thread as a browser's debugger does: it stops in the middle of its work and answers
 * nothing.
 */
async function haltNode(page: CDPSession): Promise<void> {
  const attached = new Promise<string>(resolve =>
    page.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.url.includes('node.worker')) resolve(sessionId)
    }),
  )
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const sessionId = await attached
  for (const [id, method] of [
    [1, 'Debugger.enable'],
    [2, 'Debugger.pause'],
  ] as const) {
    await page.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
  }
}

// An installed clock stays with the context.
test.use({ firstVisit: true })

test('a node that hangs is started again, with its chain and its keys', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(2)
  const { address } = await tab.address()
  await tab.page.clock.install()
  await tab.page.reload()
  await tab.ready()
  const { tip } = await tab.status()

  await haltNode(await tab.page.context().newCDPSession(tab.page))
  const reloaded = tab.page.waitForEvent('load')
  await tab.page.clock.runFor(90_000)
  await reloaded
  await tab.ready()
  expect((await tab.status()).tip).toBe(tip)
  expect((await tab.address()).address).toBe(address)
})
