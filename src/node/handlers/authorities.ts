import type { CallHandlers } from '#api/handlers.ts'
import { checkSafe } from '#chain/recipient.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { consensusSummary, factsOf } from '#node/chain/consensus-summary.ts'
import type { TabNode } from '#node/tab-node.ts'
import type { OwnAddress } from '#wallet/wallet.ts'
import type { HandlerContext } from './context.ts'
import { kindElsewhere } from './kind-elsewhere.ts'
import { nameField } from './name-field.ts'
import { createSender } from './send-transaction.ts'

/** The field that causes each broken rule. */
const FIELDS = {
  AUTHORITY_NOT_ADMIN: 'from',
  AUTHORITY_KNOWN: 'address',
  AUTHORITY_UNKNOWN: 'address',
  AUTHORITY_LAST: 'address',
  AUTHORITY_TOO_MANY: 'address',
}

/** Proof of authority: lists the authorities, and changes them as the admin. */
export function authorityHandlers({ node }: HandlerContext) {
  const send = createSender(node)

  return {
    authorityChange: async ({ action, address, from, fee }) => {
      const list = authoritiesOf(node)
      if (!list.ok) return list
      // An unsafe authority may be in the genesis, and must be removable.
      const safe = action === 'remove' ? ok(address) : checkSafe(address, 'choose another one')
      if (!safe.ok) return safe
      const admin = from === undefined ? ownAdmin(node, list.value.admin) : ok(from)
      if (!admin.ok) return admin

      const options = { from: admin.value, ...(fee === undefined ? {} : { fee }) }
      return nameField(await send(options, { kind: 'authority', action, address }), FIELDS)
    },

    authorityList: async () => authoritiesOf(node),
  } satisfies Partial<CallHandlers>
}

function authoritiesOf({ chain }: TabNode) {
  const summary = consensusSummary(factsOf(chain))
  if (!('authorities' in summary)) return kindElsewhere(chain, 'authorities')
  const { type: _, ...authorities } = summary
  return ok(authorities)
}

/** The admin's address, if it is one of this wallet's. */
function ownAdmin({ wallet }: TabNode, admin: string): Result<OwnAddress, Failure> {
  const own = wallet.addresses().find(({ address }) => address === admin)
  if (own) return ok(own)
  return fail(
    'AUTHORITY_NOT_ADMIN',
    `from: only the admin may do this, and none of your addresses is ${admin}; ask whoever has it`,
  )
}
