import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { expect, test } from 'vitest'

test('the catalogue holds the texts of the page (if not: npm run texts)', async () => {
  for (const catalogue of await getCatalogs(getConfig())) {
    const texts = Object.keys((await catalogue.collect()) ?? {})
    const held = Object.keys((await catalogue.read('en')) ?? {})
    expect(held.sort()).toEqual(texts.sort())
  }
})
