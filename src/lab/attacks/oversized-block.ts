import { type Attack, refused, WITHOUT_STAKES } from '../attack.ts'

export const oversizedBlock: Attack = {
  name: 'oversized-block',
  title: 'A block that is too large',
  group: 'Blocks',
  what: 'Announces a sealed block, and sends a body that is one byte larger than the network allows.',
  outcome: 'Tabs check the size first: every tab drops the body unread and closes the link.',
  engines: WITHOUT_STAKES,
  expects: refused('BLOCK_TOO_LARGE'),

  async run(lab) {
    const { header } = await lab.forge.unapplied(
      lab.forge.tip(),
      [lab.payment(lab.freshKey(), { nonce: 0 })],
      {
        by: await lab.producers(),
      },
    )
    await lab.gather()
    lab.burner.offerBody(header, new Uint8Array(lab.chain.genesis.limits.blockBytes + 1).fill(0x80))
    lab.burner.announce({ header: header.bytes, txIds: [] })
    return { ids: [header.id] }
  },
}
