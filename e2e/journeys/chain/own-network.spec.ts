import { AuthoritiesPage } from '../../pages/authorities-page.ts'
import { NetworksPage } from '../../pages/networks-page.ts'
import { StakingPage } from '../../pages/staking-page.ts'
import { expect, test } from '../../support/journey.ts'
import { confirmed, converged, linked } from '../../support/tab.ts'

interface Sent {
  readonly txId: string
}

test('a teacher founds a class by hand, adds a pupil, and goes back to the old network', async ({
  newTab,
}) => {
  const teacher = await newTab()
  const networks = new NetworksPage(teacher.page)

  // An invalid number is reported at its field, and nothing is founded.
  await networks.openForm()
  await networks.fill({
    preset: 'Classroom',
    name: 'Class 7b',
    symbol: 'STAR',
    parameters: { 'A block every': '1', 'Turn passes after': '1' },
  })
  await networks.create.click()
  await expect(networks.form.getByText(/Clocks may be ahead/).last()).toBeVisible()
  expect((await teacher.status()).network.name).not.toBe('Class 7b')

  await networks.found({
    preset: 'Classroom',
    name: 'Class 7b',
    symbol: 'STAR',
    parameters: {
      'A block every': '1',
      'Turn passes after': '3',
      'Clocks may be ahead by': '2',
    },
  })
  await teacher.ready()
  expect((await teacher.status()).network).toMatchObject({
    name: 'Class 7b',
    symbol: 'STAR',
    consensus: 'poa',
  })

  const { link } = await teacher.run<{ link: string }>('invite')
  const pupil = await newTab({ link })
  await linked([teacher, pupil], 1)
  const authorities = new AuthoritiesPage(teacher.page)
  await authorities.open()
  await authorities.add((await pupil.address()).address)
  await expect(authorities.authorities).toHaveCount(2)
  const paid = await teacher.run<Sent>(`send main 5 ${(await pupil.address()).address}`)
  await confirmed([teacher, pupil], paid.txId)
  await authorities.remove((await pupil.address()).address)
  await expect(authorities.authorities).toHaveCount(1)
  await converged([teacher, pupil])

  await networks.switchTo('a teacher founds a class')
  await teacher.ready()
  expect((await teacher.status()).network.consensus).toBe('pow')
  expect([...teacher.errors, ...pupil.errors]).toEqual([])
})

test('a member stakes and unstakes a part by hand', async ({ newTab }) => {
  const founder = await newTab()
  const networks = new NetworksPage(founder.page)
  await networks.found({
    preset: 'Fair',
    name: 'Chess club',
    symbol: 'PAWN',
    parameters: { 'A slot every': '1', 'Clocks may be ahead by': '1', Epoch: '6' },
  })
  await founder.ready()
  const staking = new StakingPage(founder.page)
  await staking.open()
  await expect(staking.takePart).toBeChecked()
  await staking.change('stake', '500')
  await expect.poll(() => staking.fact('At stake')).toBe(10_500_000_000n)
  await expect.poll(() => staking.fact('Counts now')).toBe(10_500_000_000n)
  await staking.change('unstake', '400')
  await expect.poll(() => staking.fact('At stake')).toBe(10_100_000_000n)
  expect(await staking.fact('Being returned')).toBe(400_000_000n)
  expect(founder.errors).toEqual([])
})
