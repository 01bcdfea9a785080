import { expect, test } from 'playwright/test'
import { guestWifi, noMulticast } from '../../lan/networks/one-lan.ts'
import { withCase } from '../../lan/open-case.ts'
import { missingForLan } from '../../lan/requirements.ts'

const missing = missingForLan({ lines: false })
const NOTICE = `two computers are not tried: ${missing}`

test.beforeAll(() => {
  if (missing) console.log(NOTICE)
})

for (const lanCase of [noMulticast, guestWifi])
  test(`two tabs on separate computers link and share a block: ${lanCase.about}`, async () => {
    test.skip(missing !== undefined, NOTICE)
    await withCase(lanCase, 'chromium', async ({ tabs: [ann, ben] }) => {
      await expect(async () => {
        for (const tab of [ann, ben]) expect((await tab.status()).peers).toBe(1)
      }).toPass()
      await ann.run('mine once')
      const { tip } = await ann.status()
      await expect.poll(async () => (await ben.status()).tip).toBe(tip)
    })
  })
