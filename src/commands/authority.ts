import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { type Command, defineCommand, defined, option, required } from './define-command.ts'
import { coins, text } from './kinds.ts'
import { addressOrName } from './own-address.ts'

/** The authorities, which produce the blocks of a proof-of-authority network: `authority …`. */
export const AUTHORITY_COMMANDS = [
  changeCommand(
    'add',
    'Adds an authority, which may produce blocks; only the admin can',
    'the new authority',
  ),
  changeCommand('remove', 'Removes an authority; only the admin can', 'the authority to remove'),
  changeCommand('admin', 'Transfers the admin’s rights; only the admin can', 'the new admin'),
  defineCommand({
    name: 'authority list',
    summary: CALL_SENTENCES.authorityList,
    run: async ({ api }) => taken(await api.authorityList({})),
  }),
]

function changeCommand(action: 'add' | 'remove' | 'admin', summary: string, who: string): Command {
  return defineCommand({
    name: `authority ${action}`,
    summary,
    arguments: { address: required(text, `the address of ${who}, or the name of one of yours`) },
    options: {
      from: option(text, 'the admin’s address; by default your address that is the admin'),
      fee: option(coins, 'what the block producer receives; a higher fee is faster'),
    },
    async run({ api }, { address, from, fee }) {
      const changed = await addressOrName(api, address, 'address')
      return taken(await api.authorityChange({ action, address: changed, ...defined({ from, fee }) }))
    },
  })
}
