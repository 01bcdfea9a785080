import { found } from '../../support/founding.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed } from '../../support/tab.ts'

const TILL = `export default class Till extends Contract {
  init(coins) {
    this.state.coins = coins
    this.state.log = []
  }
  payAll(amounts) {
    for (const amount of amounts) {
      this._pay(amount)
    }
  }
  _pay(amount) {
    this.state.log.push(amount)
    ctx.assert(amount <= this.state.coins, 'the till does not hold so much')
    this.state.coins -= amount
  }
}`

interface Sent {
  readonly txId: string
  readonly address: string
}

test('a call that failed in its block is stepped through, to the line and the state of its failure', async ({
  newTab,
}) => {
  const tab = await newTab()
  await found(tab, {
    ...{ name: 'Tills', symbol: 'TIL', consensus: 'poa', spacingMs: 1000, timeoutMs: 3000, futureMs: 2000 },
    ...{ blockGas: '1000000000', premine: '1000' },
  })
  const deployed = await tab.run<Sent>('contract deploy main', { source: TILL, args: [10] })
  await confirmed([tab], deployed.txId)
  const { address } = deployed
  const { txId } = await tab.run<Sent>(`contract call main ${address} payAll [4,3,9,1] --gasLimit 50000000`)
  await expect(async () => {
    expect((await tab.run<{ status: string }>(`tx ${txId}`)).status).toBe('failed')
  }).toPass()
  // The state has changed since; the trace shows the state that the call had.
  const later = await tab.run<Sent>(`contract call main ${address} payAll [2]`)
  await confirmed([tab], later.txId)

  const { page } = tab
  await page.evaluate(id => {
    location.hash = `#/tx/${id}`
  }, txId)
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('the till does not hold so much')
  await page.getByRole('button', { name: 'Step through' }).click()
  const dialog = page.getByRole('dialog', { name: 'Step through the call' })
  const status = dialog.getByRole('status')
  await expect(status).toContainText('Step 1 of 12, line 7')
  await page.keyboard.press('ArrowRight')
  await expect(status).toContainText('Step 2 of 12, line 8')
  await expect(dialog.getByRole('region', { name: 'Names' })).toContainText('amounts[4, 3, 9, 1]')

  await dialog.getByRole('button', { name: 'To the failure' }).click()
  await expect(status).toContainText('Step 12 of 12, line 13')
  await expect(dialog.locator('[aria-current="step"]')).toContainText('the till does not hold so much')
  await expect(dialog.getByRole('region', { name: 'Call stack' })).toContainText(
    /_pay line 13.*payAll line 8/,
  )
  await expect(dialog.getByRole('row', { name: /^coins/ })).toContainText(/10.*3/)
  await expect(dialog.getByRole('row', { name: /^log/ })).toContainText('[4, 3, 9]')

  expect(await tab.run(`contract trace ${txId}`)).toMatchObject({
    ...{ ok: false, onState: 'before', before: { coins: 10, log: [] }, after: { coins: 3, log: [4, 3, 9] } },
    error: { code: 'CODE_THREW', message: 'the till does not hold so much', line: 13 },
  })
  expect(tab.errors).toEqual([])
})
