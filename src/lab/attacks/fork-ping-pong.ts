import { type Attack, ignored } from '../attack.ts'
import { heavyAndLight } from './heavy-and-light.ts'

export const forkPingPong: Attack = {
  name: 'fork-ping-pong',
  title: 'Two forks in turn',
  group: 'Forks',
  what: 'Extends two lighter forks in turn, so that a tab that applied forks to examine them would apply all of both again and again.',
  outcome:
    'A lighter fork is kept within bounds but not applied: not even its wrong state roots are noticed, and no tab moves.',
  engines: ['pow'],
  expects: ignored('CHAIN_LIGHTER'),

  async run(lab) {
    const { heavy, lights } = await heavyAndLight(lab, 2, fields => ({
      ...fields,
      // a root that no block of this network has
      stateRoot: fields.txRoot as string as typeof fields.stateRoot,
    }))
    const [one = [], other = []] = lights
    const inTurn = one.flatMap((block, i) => [block, other[i] ?? block])
    for (const { header, transactions } of [...heavy, ...inTurn]) {
      await lab.announceBlock({ header, transactions })
      // the next one extends it
      await lab.settled([header.id], ({ sightings }) => sightings.some(({ id }) => id === header.id))
    }
    const ids = [one, other].map(fork => fork.at(-1)?.header.id ?? '')
    const isFollowed = () =>
      lights.some(fork => lab.chain.tree.get(fork[0]?.header.id as never)?.main === true)
    return {
      ids,
      aftermath: () => (isFollowed() ? 'this tab follows a lighter chain' : undefined),
    }
  },
}
