import { StudioPage } from '../../pages/studio-page.ts'
import { expect, test } from '../../support/journey.ts'

test('a contract from template to chain: written, saved, corrected, tried by two voters, deployed', async ({
  newTab,
}) => {
  const tab = await newTab()
  await tab.mine(1)
  const { page } = tab
  const studio = new StudioPage(page)

  await studio.open()
  await studio.begin('Poll')
  await studio.typeBefore('init(question', 'topic() { return this.state.question }')
  await page.keyboard.press('Enter')
  await expect(studio.check).toContainText('It compiles')
  await expect(studio.saved).toHaveText('Saved')

  await page.reload()
  await tab.ready()
  await expect(studio.line('topic()')).toBeVisible()
  await studio.open()
  await expect(studio.drafts).toHaveCount(1)
  await studio.drafts.getByRole('link', { name: 'Poll' }).click()

  // Typed without a pause, and the page closed before anything could be saved.
  await studio.typeBefore('topic()', 'let = ')
  await page.reload()
  await tab.ready()
  await expect(studio.check).toContainText(/Line \d+: SyntaxError/)
  await expect(studio.marks.first()).toContainText('let')
  await studio.check.getByRole('button').click()
  await expect(studio.editor).toBeFocused()
  await studio.line('let = ').click()
  await page.keyboard.press('Home')
  for (const _ of 'let = ') await page.keyboard.press('Delete')
  await expect(studio.check).toContainText('It compiles')

  await studio.show('Try it')
  await studio.fill('Try init', { question: 'Where to?', options: '["sea", "hills"]' })
  await studio.call('Ada', 'vote', { option: '0' })
  await studio.call('Ben', 'vote', { option: '1' })
  await expect(studio.steps).toHaveCount(3)
  await expect(studio.stateAfter).toContainText('[1, 1]')
  await studio.call('Ben', 'vote', { option: '0' })
  await expect(studio.steps.nth(3)).toContainText('you have voted already')
  await studio.steps
    .nth(3)
    .getByRole('button', { name: /^Line / })
    .click()
  await expect(studio.marks.first()).toContainText('ctx.assert')
  await studio.call('Ada', 'topic', {})
  await expect(studio.steps.nth(4)).toContainText('returns "Where to?"')
  expect((await tab.status()).mempool).toBe(0)

  await studio.show('Deploy')
  await studio.fill('Review deployment init', { question: 'Where to?' })
  await expect(page.getByRole('alert')).toContainText('options: a list')
  await studio.fill('Review deployment init', { options: '["sea", "hills"]' })
  await studio.confirm.getByRole('button', { name: 'Deploy now' }).click()
  await expect(page.getByRole('link', { name: 'Follow this deployment' })).toBeVisible()
  await tab.mine(1)
  await studio.deployed.getByRole('link', { name: 'Open the contract' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Poll')
  await expect(page.getByRole('main')).toContainText('topic')
  expect(tab.errors).toEqual([])
})
