import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ContractRehearsalRequest } from '#api/calls/contracts.ts'
import type { ApiFailure, NodeApi } from '#api/calls.ts'
import type { ContractRehearsalResult, ContractStepResult } from '#api/contract-results.ts'
import { formatAddress } from '#chain/address.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { fail, ok } from '#lib/result.ts'
import { type AppPage, openAppPage } from '#testing/app-page.tsx'
import { keepUnsaved, unsavedWork } from './features/studio/unsaved-work.ts'

const genesis = {
  name: 'Testnet',
  symbol: 'TST',
  consensus: { type: 'poa', spacingMs: 3_000, timeoutMs: 6_000, emptyBlocks: true },
} as unknown as GenesisParameters
const own = formatAddress(new Uint8Array(32).fill(1))
const SOURCE = `export default class Poll extends Contract {
  init(question) { this.state.question = question }
  vote(option) { }
}`
const template = { name: 'poll', title: 'Poll', summary: 'A question.', source: SOURCE }
const abi = [
  { name: 'init', parameters: ['question'], view: false, payable: false },
  { name: 'vote', parameters: ['option'], view: false, payable: false },
]

let app: AppPage
let nextId: number
/** Saves fail with this while it is there. */
let refusal: ApiFailure | undefined
let rehearsed: ContractRehearsalRequest[]
let deployed: unknown[]

const step = (change: Partial<ContractStepResult> = {}): ContractStepResult => ({
  ...{ ok: true, value: null, gas: 4_000n, events: [], changes: [] },
  ...change,
})
const invalid = { code: 'CODE_INVALID', message: 'SyntaxError: expecting ; (line 2)', line: 2 }
const refused = { code: 'CODE_THREW', message: 'no such option (line 3)', line: 3 }

/** As the engine would answer: a source with `???` is none, and a vote for 9 fails. */
function rehearsal({ source = '', steps, args = [] }: ContractRehearsalRequest): ContractRehearsalResult {
  const base = { address: 'tabc1test', state: {}, maps: {}, balance: 0n }
  if (source.includes('???')) {
    return { ...base, abi: [], steps: [], deployment: step({ ok: false, error: invalid }) }
  }
  const calls = steps.map(({ method, args: [option] = [] }) =>
    option === 9
      ? step({ ok: false, error: refused })
      : step({ events: [{ source: 'tabc1test', name: method, data: [String(option)] }] }),
  )
  const state = { question: String(args[0]) }
  return { ...base, abi, state, maps: { voters: steps.length }, steps: calls, deployment: step() }
}

beforeEach(async () => {
  nextId = 1
  refusal = undefined
  rehearsed = []
  deployed = []
  localStorage.clear()
  const api: Partial<NodeApi> = {
    contractTemplates: async () => ok([template]),
    async draftSave({ id = `d${nextId++}`, name, source }) {
      if (refusal) return { ok: false, error: refusal }
      const draft = { id, name, source, savedAt: Date.now() }
      await app.work.drafts.put(draft)
      return ok(draft)
    },
    async draftDelete({ id }) {
      await app.work.drafts.delete(id)
      return ok({ id })
    },
    async contractRehearse(request) {
      rehearsed.push(request)
      return ok(rehearsal(request))
    },
    async contractSimulate({ args = [] }) {
      const result = {
        value: null,
        gas: 7_800_000n,
        events: [],
        changes: [],
        expected: '',
        gasLimit: 10_000_000n,
        fee: 11_000n,
      }
      if (args.length > 0) return ok({ ...result, ok: true })
      return ok({
        ...result,
        ok: false,
        error: { ...refused, message: 'question: a text (line 2)', line: 2 },
      })
    },
    async contractDeploy(request) {
      deployed.push(request)
      if (request.fee === 5_000_000n)
        return fail('BALANCE_TOO_LOW', 'amount: main has 1; receive coins first')
      return ok({ txId: 'ab'.repeat(32), address: 'tabc1test' })
    },
  }
  app = openAppPage(genesis, api)
  const wallet = { name: 'main', position: 0, balance: 50_000_000n, nonce: 0, pendingIn: 0n, pendingOut: 0n }
  await app.db.wallet.put({ ...wallet, address: own, stake: 0n })
})
afterEach(() => app.close())

const editor = page.getByRole('textbox', { name: 'Source of the contract' })
const saved = page.getByRole('status', { name: 'Draft', exact: true })
const check = page.getByRole('status', { name: 'Source check' })
const tab = (name: string) => page.getByRole('tab', { name })
const source = async () => (await app.work.drafts.get('d1'))?.source
const draft = { id: 'd1', name: 'My poll', source: SOURCE, savedAt: 1 }

async function openDraft() {
  await page.viewport(1280, 800)
  await app.work.drafts.put(draft)
  location.hash = '#/studio/d1'
  app.show()
  await expect.element(editor).toBeVisible()
  await expect.element(check).toHaveTextContent('It compiles')
}

/** Types at the end of the source. */
async function type(text: string) {
  await userEvent.click(editor)
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await userEvent.keyboard(text)
}

test('a template becomes a draft of its own, which opens in the editor', async () => {
  location.hash = '#/studio'
  app.show()
  await expect.element(page.getByText('No drafts yet')).toBeVisible()
  await page.getByRole('button', { name: 'Poll' }).click()
  await expect.element(page.getByRole('heading', { name: 'Poll', level: 1 })).toBeVisible()
  await expect.element(editor).toHaveTextContent('export default class Poll')
  expect(location.hash).toBe('#/studio/d1')
  expect(await source()).toBe(SOURCE)
})

test('what is typed is saved without being asked, and asked, it is said', async () => {
  await openDraft()
  await type('// one')
  await expect.element(saved).toHaveTextContent('Saving…')
  await expect.element(saved).toHaveTextContent('Saved')
  expect(await source()).toBe(`${SOURCE}// one`)
  await type(' two')
  await userEvent.keyboard('{Control>}s{/Control}')
  await expect.element(saved).toHaveTextContent('All changes are saved')
  expect(await source()).toBe(`${SOURCE}// one two`)
})

test('leaving in the middle of a word saves it, and coming back finds it', async () => {
  await openDraft()
  await type('// half')
  location.hash = '#/studio'
  await expect.poll(source).toBe(`${SOURCE}// half`)
  await page.getByRole('link', { name: 'My poll' }).click()
  await expect.element(editor).toHaveTextContent('// half')
})

test('a page that ends before a save does leaves the words for its next opening', async () => {
  await openDraft()
  refusal = { code: 'NODE_GONE', message: 'gone' }
  await type('// last words')
  dispatchEvent(new Event('pagehide'))
  const kept = { name: 'My poll', source: `${SOURCE}// last words` }
  expect(unsavedWork('d1')).toEqual(kept)
  await expect.element(page.getByRole('alert')).toBeVisible()
  refusal = undefined
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(saved).toHaveTextContent('Saved')
  expect(unsavedWork('d1')).toBeUndefined()

  await app.work.drafts.put({ ...draft, id: 'd7' })
  keepUnsaved('d7', kept)
  location.hash = '#/studio/d7'
  await expect.element(editor).toHaveTextContent('// last words')
  await expect.poll(async () => (await app.work.drafts.get('d7'))?.source).toBe(kept.source)
  expect(unsavedWork('d7')).toBeUndefined()
})

test('a save that is refused says why, keeps the text, and can be tried again', async () => {
  await openDraft()
  refusal = { code: 'STORAGE_FULL', message: 'free some disk space' }
  await type('// kept')
  await expect.element(page.getByRole('alert')).toHaveTextContent('Not saved: Free some disk space')
  refusal = undefined
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(saved).toHaveTextContent('Saved')
  expect(await source()).toBe(`${SOURCE}// kept`)
})

test('an invalid contract is marked at its line, in the words of the engine', async () => {
  await openDraft()
  await type('???')
  await expect.element(check).toHaveTextContent('Line 2: SyntaxError: expecting ;')
  const underlined = () => [...document.querySelectorAll('.cm-lintRange-error')].map(each => each.textContent)
  await expect.poll(() => underlined().join('')).toMatch(/^init\(question\)/)
  await check.getByRole('button').click()
  await expect.poll(() => document.querySelector('.cm-activeLine')?.textContent).toMatch(/init\(question\)/)
  await expect.element(editor).toHaveFocus()
})

test('completion offers what the interface declares, with its words', async () => {
  await openDraft()
  await type('{Enter}ctx.emi')
  await expect.element(page.getByText(/^Adds an event to the receipt/)).toBeVisible()
  await userEvent.keyboard('{Backspace}{Backspace}{Backspace}tra')
  const option = page.getByRole('option', { name: /transfer/ })
  await expect.element(option).toHaveTextContent('transfer(to: string, amount: Amount): void')
  await option.click()
  await expect.element(editor).toHaveTextContent('ctx.transfer()')
  await tab('Interface').click()
  await expect
    .element(page.getByRole('textbox', { name: 'The contract interface' }))
    .toHaveTextContent('interface ContractMap')
})

test('a trial with several people: what each call comes to, and what the contract holds then', async () => {
  await openDraft()
  await page.getByRole('textbox', { name: 'question', exact: true }).fill('Where to?')
  await page.getByRole('button', { name: 'Try', exact: true }).click()
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await expect.element(steps.first()).toHaveTextContent('main deploys it: init("Where to?")')

  const add = page.getByRole('region', { name: 'Add a call' })
  await add.getByRole('combobox', { name: 'Caller' }).selectOptions('Ada')
  await add.getByRole('textbox', { name: 'option', exact: true }).fill('1')
  await add.getByRole('button', { name: 'Try' }).click()
  await expect.element(steps.nth(1)).toHaveTextContent('Ada vote(1)emits vote(1)')
  await add.getByRole('combobox', { name: 'Caller' }).selectOptions('Ben')
  await add.getByRole('textbox', { name: 'option', exact: true }).fill('9')
  await add.getByRole('button', { name: 'Try' }).click()
  await expect.element(steps.nth(2)).toHaveTextContent('The contract refused: no such option Line 3')
  await expect.poll(() => document.querySelector('.cm-lintRange-warning')?.textContent).toMatch(/^vote/)
  const after = page.getByRole('region', { name: 'State after the last step' })
  await expect.element(after).toHaveTextContent('question"Where to?"votersa map with 2 entries')

  await page.getByRole('button', { name: 'Remove vote(9)' }).click()
  await expect.element(after).toHaveTextContent('a map with 1 entry')
  await type('// changed')
  await expect.element(page.getByText('The source has changed since', { exact: false })).toBeVisible()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect
    .poll(() => rehearsed.findLast(({ args }) => args !== undefined))
    .toMatchObject({
      source: `${SOURCE}// changed`,
      args: ['Where to?'],
      steps: [{ method: 'vote', args: [1] }],
    })
  expect(page.getByText('The source has changed since', { exact: false }).query()).toBeNull()
})

test('a deployment shows what it takes, and only its button sends', async () => {
  await openDraft()
  await tab('Deploy').click()
  const review = page.getByRole('button', { name: 'Review deployment' })
  await review.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('question: a text. Nothing was sent.')
  await expect.poll(() => document.querySelector('.cm-lintRange-warning')?.textContent).toMatch(/^init/)

  await page.getByRole('textbox', { name: 'question', exact: true }).fill('Where to?')
  await review.click()
  const dialog = page.getByRole('dialog', { name: 'Deploy “My poll”?' })
  await expect.element(dialog).toHaveTextContent(/Gas, about7.800.000/)
  expect(deployed).toEqual([])
  await dialog.getByRole('textbox', { name: 'Fee' }).fill('5')
  await dialog.getByRole('button', { name: 'Deploy now' }).click()
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('main has 1; receive coins first')
  await dialog.getByRole('textbox', { name: 'Fee' }).fill('0.5')
  await dialog.getByRole('button', { name: 'Deploy now' }).click()
  await expect.element(page.getByRole('link', { name: 'Follow this deployment' })).toBeVisible()
  expect(deployed.at(-1)).toEqual({ from: own, source: SOURCE, args: ['Where to?'], fee: 500_000n })
})

test('drafts are renamed, duplicated, opened from files, and deleted once it is confirmed', async () => {
  await app.work.drafts.put(draft)
  nextId = 2
  location.hash = '#/studio'
  app.show()
  const more = page.getByRole('button', { name: 'More about My poll' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'New name' }).fill('Our poll')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect.element(page.getByRole('link', { name: 'Our poll' })).toBeVisible()

  await page.getByRole('button', { name: 'More about Our poll' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect.element(page.getByRole('heading', { name: 'Our poll (copy)', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'More about Our poll (copy)' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  expect(await app.work.drafts.count()).toBe(2)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect.element(page.getByRole('heading', { name: 'Studio', level: 1 })).toBeVisible()
  await expect.poll(() => app.work.drafts.toCollection().primaryKeys()).toEqual(['d1'])

  const file = new File(['// from a file'], 'mine.js', { type: 'text/javascript' })
  await userEvent.upload(page.getByLabelText('File of a contract'), file)
  await expect.element(page.getByRole('heading', { name: 'mine', level: 1 })).toBeVisible()
  await expect.element(editor).toHaveTextContent('// from a file')
})

test('on a phone the code and the panels lie behind one another, and arrow keys go through them', async () => {
  await openDraft()
  await page.viewport(390, 844)
  await expect.element(tab('Code')).toHaveAttribute('aria-selected', 'true')
  await expect.element(editor).toBeVisible()
  await tab('Code').click()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(tab('Try it')).toHaveFocus()
  await expect.element(page.getByText('First it is deployed')).toBeVisible()
  await expect.element(page.getByLabelText('Source of the contract')).not.toBeVisible()
})

test('the keyboard gets out of the editor: Escape, then Tab', async () => {
  await openDraft()
  await type('{Tab}')
  await expect.element(editor).toHaveFocus()
  await userEvent.keyboard('{Escape}{Tab}')
  await expect.element(editor).not.toHaveFocus()
  expect(document.activeElement).not.toBe(document.body)
})

test('a link to a draft of another device says so', async () => {
  location.hash = '#/studio/elsewhere'
  app.show()
  await expect.element(page.getByText('This draft is not in this browser')).toBeVisible()
})
