import type { Locator, Page } from 'playwright/test'

/** The parts of every screen: the status bar and the navigation, of a laptop and of a phone. */
export class Shell {
  readonly syncState: Locator
  readonly height: Locator
  readonly peers: Locator
  /** The state of block production in this tab, under the name for this network's consensus. */
  readonly mining: Locator
  readonly network: Locator
  readonly signaling: Locator
  readonly profile: Locator
  /** The fault or crash banner. */
  readonly alert: Locator

  constructor(readonly page: Page) {
    const bar = page.getByRole('banner')
    this.syncState = bar.getByRole('status', { name: 'Sync state' })
    this.height = bar.getByRole('link', { name: /^Block height: / })
    this.peers = bar.getByRole('link', { name: /^Peers: / })
    this.mining = bar.getByRole('link', { name: /^(Mining|Staking|Authorities): / })
    this.network = bar.getByRole('link', { name: /^Network / })
    this.signaling = bar.getByRole('link', { name: /^Signaling: / })
    this.profile = bar.getByRole('link', { name: /^Profile: / })
    this.alert = page.getByRole('alert')
  }

  /** The number in a status item's name: `Peers: 7` is 7. */
  async numberOf(item: Locator): Promise<number> {
    const name = (await item.getAttribute('aria-label')) ?? ''
    return Number(name.replace(/[^\d]/g, ''))
  }

  /** By the navigation that this viewport shows; on a phone the later places are under "More". */
  async goTo(
    place:
      | 'Overview'
      | 'Wallet'
      | 'Mining'
      | 'Staking'
      | 'Authorities'
      | 'Blocks'
      | 'Contracts'
      | 'Files'
      | 'Peers'
      | 'Invite'
      | 'Networks'
      | 'Terminal'
      | 'Laboratory'
      | 'Settings',
  ): Promise<void> {
    const nav = this.page.getByRole('navigation', { name: 'Main' })
    const link = nav.getByRole('link', { name: place, exact: true })
    if (await link.isVisible()) await link.click()
    else {
      await nav.getByRole('button', { name: 'More' }).click()
      const item = this.page.getByRole('menuitem', { name: place })
      await item.click()
      // While it closes, the next tap on "More" would hit the menu that is still there.
      await item.waitFor({ state: 'hidden' })
    }
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor()
  }
}

/** Coins on the screen as a number of base units; grouping spaces, sign and symbol may be there. */
export function baseUnits(text: string): bigint {
  const match = /([+−-]?)(\d[\d\s\u202f]*)(?:\.(\d+))?/.exec(text)
  if (!match) throw new Error(`no amount in “${text}”`)
  const [, sign = '', whole = '', decimals = ''] = match
  const units = BigInt(whole.replace(/\D/g, '') + decimals.padEnd(6, '0'))
  return sign === '' || sign === '+' ? units : -units
}
