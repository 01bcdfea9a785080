import type { Locator, Page } from 'playwright/test'

/** `#/peers` */
export class PeersPage {
  readonly connected: Locator
  readonly known: Locator
  readonly events: Locator
  readonly peerId: Locator
  readonly connectButton: Locator

  constructor(readonly page: Page) {
    this.connected = page.getByRole('list', { name: 'Connected peers' }).locator('> li')
    this.known = page.getByRole('list', { name: 'Known peers' }).locator('> li')
    this.events = page.getByRole('list', { name: 'Event log' }).locator('> li')
    this.peerId = page.getByRole('textbox', { name: 'Peer id' })
    this.connectButton = page.getByRole('button', { name: 'Connect', exact: true })
  }

  async open(): Promise<void> {
    await this.page.evaluate(() => {
      location.hash = '#/peers'
    })
    await this.peerId.waitFor()
  }

  async connect(peerId: string): Promise<void> {
    await this.peerId.fill(peerId)
    await this.connectButton.click()
  }

  /** Uses the menu of a connected peer, given by the end of its id. */
  async act(peerIdEnd: string, action: 'Disconnect' | 'Ban'): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Actions for peer .*${peerIdEnd}$`) }).click()
    await this.page.getByRole('menuitem', { name: action }).click()
  }
}
