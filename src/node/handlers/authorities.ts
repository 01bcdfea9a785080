import type { ApiHandlers } from '#api/handlers.ts'
import { parseAddress } from '#chain/address.ts'
import { parseSafeAddress } from '#chain/recipient.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { consensusSummary, factsOf } from '#node/chain/consensus-summary.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { HandlerContext } from './context.ts'
import { kindElsewhere } from './kind-elsewhere.ts'
import { nameField } from './name-field.ts'
import { createSender } from './send-transaction.ts'

type Names = 'authorityChange' | 'authorityList'

const ACTIONS = ['add', 'remove', 'admin']

/** The field that each refusal of the rules is about. */
const FIELDS = {
  AUTHORITY_NOT_ADMIN: 'from',
  AUTHORITY_KNOWN: 'address',
  AUTHORITY_UNKNOWN: 'address',
  AUTHORITY_LAST: 'address',
  AUTHORITY_TOO_MANY: 'address',
}

/** Proof of authority: who makes the blocks, and changing that as the admin. */
export function authorityHandlers({ node }: HandlerContext): Pick<ApiHandlers, Names> {
  const send = createSender(node)

  return {
    authorityChange: async ({ action, address, from, fee }) => {
      const list = authoritiesOf(node)
      if (!list.ok) return list
      if (!ACTIONS.includes(action)) {
        return fail('BAD_ACTION', `action: "${action}" is none of ${ACTIONS.join(', ')}`)
      }
      // One that anybody can sign for may be there from the beginning, and has to go.
      const changed = action === 'remove' ? parseAddress(address) : parseSafeAddress(address)
      if (!changed.ok) return changed
      const admin = from === undefined ? ownAdmin(node, list.value.admin) : ok(from)
      if (!admin.ok) return admin

      const options = { from: admin.value, ...(fee === undefined ? {} : { fee }) }
      return nameField(await send(options, { kind: 'authority', action, address: changed.value }), FIELDS)
    },

    authorityList: async () => authoritiesOf(node),
  }
}

function authoritiesOf({ chain }: TabNode) {
  const summary = consensusSummary(factsOf(chain))
  if (!('authorities' in summary)) return kindElsewhere(chain, 'authorities')
  const { type: _, ...authorities } = summary
  return ok(authorities)
}

/** The admin's address, if it is one of this wallet's. */
function ownAdmin({ wallet }: TabNode, admin: string): Result<string, Failure> {
  if (wallet.addresses().some(own => own.address === admin)) return ok(admin)
  return fail(
    'AUTHORITY_NOT_ADMIN',
    `from: only the admin may do this, and none of your addresses is ${admin}; ask whoever has it`,
  )
}
