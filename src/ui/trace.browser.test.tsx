import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ContractTraceResult, TraceStep } from '#api/trace-result.ts'
import { formatAddress, formatContractAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import type { BlockId, TxId } from '#chain/ids.ts'
import { fail, ok } from '#lib/result.ts'
import { storedTx } from '#storage/history.ts'
import type { TxRow } from '#storage/rows.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { namedId, testId } from '#testing/test-id.ts'

const own = formatAddress(new Uint8Array(32).fill(1))
const contract = formatContractAddress(new Uint8Array(32).fill(7))
const other = formatContractAddress(new Uint8Array(32).fill(8))
const id = 'ef'.repeat(32)

const SOURCE = `export default class Till extends Contract {
  take(amount) {
    const left = this.state.total - amount
    this.state.total = left
    this._check(left)
  }
  _check(left) {
    ctx.assert(left >= 0n, 'there is not so much')
  }
}
${'// a line more\n'.repeat(60)}`

const step = (index: number, line: number, more: Partial<TraceStep> = {}): TraceStep => ({
  ...{ index, contract, line, locals: [{ name: 'amount', value: '12n' }], changes: [] },
  stack: [{ name: 'take', line, contract }],
  ...more,
})

const TRACE: ContractTraceResult = {
  ...{ ok: false, contract, source: SOURCE, method: 'take', onState: 'before' },
  error: { code: 'CODE_THREW', message: 'there is not so much', line: 8 },
  ...{ before: { total: 10n, owner: own }, after: { total: -2n, owner: own } },
  steps: [
    step(0, 3),
    step(1, 4, {
      locals: [
        { name: 'left', value: '-2n' },
        { name: 'amount', value: '12n' },
      ],
    }),
    step(2, 5, { changes: [{ name: 'total', before: '10n', now: '-2n' }] }),
    step(40, 1, {
      contract: other,
      stack: [
        { name: 'ping', line: 1, contract: other },
        { name: 'take', line: 5, contract },
      ],
    }),
    step(41, 8, {
      locals: [{ name: 'left', value: '-2n' }],
      stack: [
        { name: '_check', line: 8, contract },
        { name: 'take', line: 5, contract },
      ],
    }),
  ],
  ...{
    ending: [],
    skipped: 37,
    total: 42,
    others: [{ contract: other, source: 'export default class Other {}' }],
  },
}

const row: TxRow = {
  ...{
    id: namedId<TxId>(id),
    blockId: testId<BlockId>('ab'),
    height: 5,
    index: 0,
    kind: 'invoke',
    sender: own,
    to: contract,
  },
  ...{ amount: 0n, fee: 1_000n, nonce: 0, memo: 'take', timestamp: Date.now(), parties: [own, contract] },
  detail: { method: 'take', gasLimit: '5000000' },
  receipt: {
    ...{ status: 'failed', fee: 640n, gas: 3_200_000n, code: 'CODE_THREW' },
    ...{ message: 'there is not so much (line 8)', result: undefined, events: [], changes: [] },
  },
}

let app: AppPage
afterEach(() => app.close())

async function open(contractTrace: () => Promise<unknown>) {
  location.hash = `#/tx/${id}`
  const consensus = { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: true }
  app = openAppPage(
    { name: 'Testnet', symbol: 'TST', timestamp: Date.now(), consensus } as unknown as GenesisParameters,
    { tx: async () => fail('TX_UNKNOWN', 'not asked'), contractTrace: contractTrace as never },
  )
  await app.db.txs.put(storedTx(row))
  app.show()
  await page.getByRole('button', { name: 'Step through' }).click()
  return page.getByRole('dialog', { name: 'Step through the call' })
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const currentLine = () => document.querySelector('[aria-current="step"]')?.textContent

test('a failed call is walked through, from its first statement to the failure', async () => {
  const dialog = await open(async () => ok(TRACE))
  const status = dialog.getByRole('status')
  await expect.element(status).toHaveTextContent('Step 1 of 42, line 3')
  await expect
    .element(dialog.getByRole('alert'))
    .toHaveTextContent(/take failed.*there is not so much \(line 8\)/)
  expect(currentLine()).toMatch(/^3 .*const left/)
  await expect.element(dialog.getByRole('row', { name: /total/ })).toHaveTextContent('total10nthe same')

  await button('Next').click()
  await expect.element(status).toHaveTextContent('Step 2 of 42, line 4')
  await expect.element(dialog.getByRole('region', { name: 'Names' })).toHaveTextContent('left-2namount12n')
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(status).toHaveTextContent('line 5')
  await expect.element(dialog.getByRole('row', { name: /total/ })).toHaveTextContent('total10n-2n')

  await button('Next').click()
  await expect.element(status).toHaveTextContent('Step 41 of 42, line 1 (37 steps before it are not kept)')
  await expect.element(dialog.getByRole('region', { name: 'Source' })).toHaveTextContent('class Other')
  await expect
    .element(dialog.getByRole('region', { name: 'Call stack' }))
    .toHaveTextContent(/ping line 1 of tabc1.*take line 5/)

  await button('First').click()
  await button('To the failure').click()
  await expect.element(status).toHaveTextContent('Step 42 of 42, line 8')
  expect(currentLine()).toMatch(/^8 .*assert.*there is not so much$/)
  await expect
    .element(dialog.getByRole('region', { name: 'Call stack' }))
    .toHaveTextContent('_check line 8take line 5')
  await expect.element(button('Next')).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Home}')
  await expect.element(status).toHaveTextContent('Step 1 of 42')
  await userEvent.keyboard('{End}{ArrowLeft}')
  await expect.element(status).toHaveTextContent('Step 41 of 42')
  await button('Close').click()
  await expect.element(button('Step through')).toHaveFocus()
})

test('the slider reaches every step', async () => {
  const dialog = await open(async () => ok(TRACE))
  const slider = dialog.getByRole('slider', { name: 'Step' })
  await expect.element(slider).toHaveAttribute('aria-valuemax', '4')
  ;(slider.element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Step 3 of 42')
})

test('the present line is in sight, and the page stays where it is', async () => {
  const steps = [step(0, 1), step(1, 60)]
  const dialog = await open(async () => ok({ ...TRACE, steps, total: 2, skipped: 0 }))
  await expect.element(dialog.getByRole('region', { name: 'Source' })).toBeVisible()
  await button('Last').click()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('line 60')
  const box = dialog.getByRole('region', { name: 'Source' }).element().getBoundingClientRect()
  const line = document.querySelector('[aria-current="step"]')?.getBoundingClientRect()
  expect(line?.top).toBeGreaterThanOrEqual(box.top)
  expect(line?.bottom).toBeLessThanOrEqual(box.bottom)
})

test('a call that succeeded ends with the state and what it returned', async () => {
  const { error: _, ...rest } = TRACE
  const steps = [step(0, 3), step(1, 4)]
  const ending = [{ name: 'total', before: '10n', now: '4n' }]
  const dialog = await open(async () =>
    ok({ ...rest, ok: true, value: 4n, steps, total: 2, skipped: 0, ending }),
  )
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('take succeededIt returned 4n')
  expect(button('To the failure').query()).toBeNull()
  await button('Last').click()
  await expect.element(dialog.getByRole('status')).toHaveTextContent('After all 2 steps')
  await expect.element(dialog.getByRole('row', { name: /total/ })).toHaveTextContent('total10n4n')
})

test('what is unusual about a trace is said', async () => {
  const error = { code: 'OUT_OF_GAS', message: 'out of gas', line: 0 }
  const dialog = await open(async () => ok({ ...TRACE, error, stopped: 'GAS', onState: 'tip' }))
  await expect
    .element(dialog)
    .toHaveTextContent(/The gas was used up at about the last step.*on the present state/)
  await button('To the failure').click()
  expect(currentLine()).toMatch(/^8 .*out of gas$/)
})

test('waiting and failing are said too', async () => {
  let answer: (value: unknown) => void = () => {}
  const dialog = await open(() => new Promise(resolve => (answer = resolve)))
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Running it again')
  answer(fail('BODY_MISSING', 'txId: the block of this transaction is not held here'))
  await expect.element(dialog.getByRole('alert')).toHaveTextContent(/cannot be run again.*not held here/)
})
