import { type Attack, ignored } from '../attack.ts'

export const withheldBody: Attack = {
  name: 'withheld-body',
  title: 'A block without its body',
  group: 'Forks',
  what: 'Announces a sealed block, and sends its body to nobody.',
  outcome: 'A header alone leaves no trace: every tab forgets it and stops asking this peer for a while.',
  engines: ['pow'],
  expects: ignored('BODY_MISSING'),

  async run(lab) {
    const hidden = lab.payment(lab.freshKey(), { nonce: 0 })
    const { header } = await lab.forge.unapplied(lab.forge.tip(), [hidden], { by: await lab.producers() })
    await lab.gather()
    lab.burner.offerHeader(header)
    lab.burner.announce({ header: header.bytes, txIds: [hidden.id] })
    return { ids: [header.id] }
  },
}
