import { CALL_SENTENCES } from '#api/call-names.ts'
import { taken } from './command-error.ts'
import { type Command, defineCommand, given, option, required } from './define-command.ts'
import { coins, text } from './kinds.ts'
import { addressOrName } from './own-address.ts'

/** Who makes the blocks of a network of proof of authority: `authority …`. */
export const AUTHORITY_COMMANDS = [
  changeCommand('add', 'Lets an address make blocks; only the admin can', 'the new authority'),
  changeCommand(
    'remove',
    'Lets an address make no more blocks; only the admin can',
    'the authority to remove',
  ),
  changeCommand('admin', 'Hands the admin’s rights over; only the admin can', 'the new admin'),
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
      from: option(text, 'the admin’s address; yours that is the admin unless given'),
      fee: option(coins, 'what the block producer gets; more is faster'),
    },
    async run({ api }, { address, from, fee }) {
      const changed = await addressOrName(api, address, 'address')
      return taken(await api.authorityChange({ action, address: changed, ...given({ from, fee }) }))
    },
  })
}
