import { type Attack, ignored } from '../attack.ts'
import { heavyAndLight } from './heavy-and-light.ts'

export const longerButLighter: Attack = {
  name: 'longer-but-lighter',
  title: 'A longer chain of less work',
  group: 'Forks',
  what: 'Shows a few blocks made in haste, each of which took more work, and then more blocks at a slow pace.',
  outcome:
    'The heaviest chain wins, never the longest: every tab keeps the longer one as a fork and stays on its chain.',
  engines: ['pow'],
  expects: ignored('CHAIN_LIGHTER'),

  async run(lab) {
    const { heavy, lights } = await heavyAndLight(lab, 1)
    const [light = []] = lights
    for (const { header, transactions } of [...heavy, ...light]) {
      await lab.announceBlock({ header, transactions })
      // the next one extends it
      await lab.settled([header.id], ({ sightings }) => sightings.some(({ id }) => id === header.id))
    }
    const id = light.at(-1)?.header.id ?? ''
    const isFollowed = () => lab.chain.tree.get(light[0]?.header.id as never)?.main === true
    return { ids: [id], aftermath: () => (isFollowed() ? 'this tab follows the lighter chain' : undefined) }
  },
}
