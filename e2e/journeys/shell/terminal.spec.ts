import { Shell } from '../../pages/shell.ts'
import { TerminalPage } from '../../pages/terminal-page.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed } from '../../support/tab.ts'

test('by keyboard only: help, completion, a payment, watch, Ctrl-C, an error, history after a reload', async ({
  newTab,
}) => {
  const tab = await newTab()
  const { page } = tab
  // All of `status` is to be seen.
  await page.setViewportSize({ width: 1280, height: 1000 })
  await tab.mine(1)
  await tab.run('address new savings')
  const terminal = new TerminalPage(page)

  // The navigation is reached and the terminal opened without a pointer.
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Terminal' })
  for (let i = 0; i < 40 && !(await link.evaluate(node => node === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await terminal.shows(/"help" lists the commands\.[\s\S]*tab>/)
  await expect(terminal.input).toBeFocused()

  await terminal.run('help send')
  await terminal.shows('usage  send <from> <amount> <to>')

  // Completion of a command and of an address's name, and a list of several candidates.
  await terminal.type('sen')
  await terminal.press('Tab')
  await terminal.type('mai')
  await terminal.press('Tab')
  await terminal.type('1.5 sav')
  await terminal.press('Tab')
  await terminal.shows(/tab> send main 1\.5 savings$/)
  await terminal.type('--memo tea')
  await terminal.press('Enter')
  await terminal.shows(/txId +[0-9a-f]{64}/)
  const [, txId = ''] = /txId +([0-9a-f]{64})/.exec(await terminal.text()) ?? []
  await terminal.type('address ')
  await terminal.press('Tab')
  await terminal.shows(/export +import +list +new +rename/)
  await terminal.press('Control+c')

  // A watched command changes in place until Ctrl-C, and its last result stays.
  await terminal.run('watch --every 0.5 status')
  await terminal.shows(/every 0\.5 s · Ctrl-C stops[\s\S]*height +1\n/)
  await tab.mine(1)
  await terminal.shows(/height +2\n/)
  await terminal.press('Control+c')
  await terminal.shows(/height +2\n[\s\S]*tab>$/)
  await confirmed([tab], txId)

  await terminal.press('Control+l')
  await terminal.run('send main')
  await terminal.shows(/ARGUMENT_MISSING amount: it is missing; give how many coins[\s\S]*usage: send <from>/)
  await terminal.run('statsu')
  await terminal.shows('did you mean "status"?')

  await page.reload()
  await tab.ready()
  await terminal.shows(/tab>$/)
  await terminal.press('ArrowUp')
  await terminal.press('ArrowUp')
  await terminal.shows(/tab> send main$/)
  await terminal.press('Control+u')
  await terminal.shows(/tab>$/)

  // The keyboard leaves the terminal again: no trap.
  await terminal.press('Escape')
  await terminal.press('Tab')
  await expect(terminal.input).not.toBeFocused()
  expect(tab.errors).toEqual([])
})

test('scripts: a dropped file, pasted lines, and the line that failed', async ({ newTab }) => {
  const tab = await newTab()
  const { page } = tab
  const terminal = new TerminalPage(page)
  await terminal.open()

  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(
      new File(['# a first script\naddress new tea\n\nsend tea 1 nobody\nstatus\n'], 'first.txt'),
    )
    return transfer
  })
  await terminal.frame.dispatchEvent('drop', { dataTransfer: dropped })
  await terminal.shows('first.txt is on the terminal')
  await terminal.type('run fi')
  await terminal.press('Tab')
  await terminal.press('Enter')
  await terminal.shows(/2> address new tea[\s\S]*4> send tea 1 nobody[\s\S]*first\.txt, line 4: to: /)
  expect(await terminal.text()).not.toContain('5> status')

  await terminal.press('Control+l')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'address list\naddress rename tea coffee\n')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await terminal.shows('run these 2 commands')
  await terminal.press('Enter')
  await terminal.shows('pasted text: 2 commands done')
  expect((await tab.address('coffee')).name).toBe('coffee')
  expect(tab.errors).toEqual([])
})

test('a chain is exported as a file and imported in a tab without links', async ({ newTab }) => {
  const alice = await newTab()
  const bob = await newTab({ query: { signal: 'http://127.0.0.1:9/' } })
  await alice.mine(3)
  const terminal = new TerminalPage(alice.page)
  await terminal.open()
  const download = alice.page.waitForEvent('download')
  await terminal.run('chain export')
  const file = await download
  expect(file.suggestedFilename()).toBe('TST-3.car')
  await terminal.shows(/saved +TST-3\.car\nbytes +\d+/)

  const other = new TerminalPage(bob.page)
  await other.open()
  const chooser = bob.page.waitForEvent('filechooser')
  await other.run('chain import')
  await (await chooser).setFiles(await file.path())
  await other.shows(/blocks +4\nadded +3\nheight +3/)
  expect((await bob.status()).tip).toBe((await alice.status()).tip)
  expect([...alice.errors, ...bob.errors]).toEqual([])
})

test('a password locks the keys: nothing is sent without it, also after a reload', async ({ newTab }) => {
  const tab = await newTab()
  await tab.mine(1)
  await tab.run('address new savings')
  const terminal = new TerminalPage(tab.page)
  await terminal.open()
  await terminal.run('wallet encrypt')
  await terminal.run('four quiet words')
  await terminal.run('four quiet words')
  await terminal.shows(/encrypted +true\nlocked +false/)
  await terminal.run('wallet lock')
  await terminal.shows(/locked +true/)
  await terminal.run('send main 1 savings')
  await terminal.shows(/WALLET_LOCKED .*type "wallet unlock"/)

  await tab.page.reload()
  await tab.ready()
  await terminal.shows(/tab>$/)
  await terminal.run('wallet unlock')
  await terminal.run('four quiet birds')
  await terminal.shows('PASSWORD_WRONG')
  await terminal.run('wallet unlock')
  await terminal.run('four quiet words')
  await terminal.run('send main 1 savings')
  await terminal.shows(/txId +[0-9a-f]{64}/)
  expect(await terminal.text()).not.toContain('quiet')
  expect(tab.errors).toEqual([])
})

test('a command continues while another screen is open', async ({ newTab }) => {
  const tab = await newTab()
  const terminal = new TerminalPage(tab.page)
  await terminal.open()
  await terminal.run('watch --every 0.5 status')
  await terminal.shows(/height +0\n/)
  await new Shell(tab.page).goTo('Blocks')
  await tab.mine(1)
  await new Shell(tab.page).goTo('Terminal')
  await terminal.shows(/height +1\n/)
  await terminal.press('Control+c')
  await terminal.shows(/tab>$/)
})

test('a screen reader gets the rows as text; wide characters can be typed', async ({ newTab }) => {
  const tab = await newTab()
  const terminal = new TerminalPage(tab.page)
  await terminal.open()
  await terminal.type('address new 名前')
  await terminal.press('Home')
  await terminal.press('End')
  await terminal.press('Backspace')
  await terminal.type('札')
  await terminal.press('Enter')
  await terminal.shows(/name +名札\naddress/)

  await tab.page.getByRole('switch', { name: 'Read aloud by a screen reader' }).press('Space')
  await expect(terminal.frame.getByRole('listitem').filter({ hasText: /^tab>/ }).last()).toBeVisible()
  await terminal.input.focus()
  await terminal.run('peers')
  await expect(terminal.frame.getByRole('listitem').filter({ hasText: '(none)' })).toBeVisible()
  expect(tab.errors).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('buttons replace the keys that its keyboard lacks', async ({ newTab, phone }) => {
    const tab = await newTab({ context: phone })
    const terminal = new TerminalPage(tab.page)
    await new Shell(tab.page).goTo('Terminal')
    await terminal.shows(/tab>$/)
    await terminal.frame.tap()
    await terminal.type('addr')
    await terminal.keys.getByRole('button', { name: 'Tab' }).tap()
    await terminal.type('list')
    await expect(terminal.input).toBeFocused()
    await terminal.keys.getByRole('button', { name: 'Enter' }).tap()
    // Too wide for a table: a record, one field per line.
    await terminal.shows(/name +main\naddress +tab1/)
    await terminal.keys.getByRole('button', { name: 'Earlier line' }).tap()
    await terminal.shows(/tab> address list$/)
    await terminal.keys.getByRole('button', { name: 'Ctrl-C' }).tap()
    await terminal.shows(/\^C\ntab>$/)
    const overflow = await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})
