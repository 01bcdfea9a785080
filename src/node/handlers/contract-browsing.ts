import type { ApiHandlers } from '#api/handlers.ts'
import { type Address, formatContractAddress, parseContractAddress } from '#chain/address.ts'
import { readAccount } from '#chain/state/account.ts'
import { known } from '#lib/assert.ts'
import { fail, ok } from '#lib/result.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import { abiResult, keptBy, storedValue } from '#node/screens/contract-state.ts'
import { eventsIn, filterParty } from '#storage/contract-events.ts'
import { contractAt, contractsByAddress, mapPage } from '#storage/contract-rows.ts'
import type { HandlerContext } from './context.ts'
import { readTarget } from './contract-fields.ts'
import { MAP_PAGE } from './limits.ts'

type Names = 'contractShow' | 'contractList' | 'contractMap' | 'contractEvents'

/** Looking at contracts: which there are, what they keep, and what they told. */
export function contractBrowsingHandlers({ node: { chain } }: HandlerContext): Pick<ApiHandlers, Names> {
  const { store } = chain

  return {
    contractShow: async ({ address }) => {
      const target = readTarget(chain, address)
      if (!target.ok) return target
      const found = await contractAt(store.state, target.value.address, LIST_LIMIT)
      const { source, abi, fields, maps, ...contract } = known(found, 'contract of the tip')
      return ok({
        ...contract,
        abi: abiResult(abi),
        ...keptBy({ fields, maps }),
        code: source,
        balance: readAccount(chain.state, target.value.address).balance,
      })
    },

    contractList: async ({ after, limit }) => {
      const from = after === undefined ? ok<Address | undefined>(undefined) : parseContractAddress(after)
      if (!from.ok) return fail(from.error.code, `after: ${from.error.message}`)
      return ok([...(await contractsByAddress(store.state, within(limit, LIST_LIMIT), from.value))])
    },

    contractMap: async ({ address, map, from = 0, limit }) => {
      const target = readTarget(chain, address)
      if (!target.ok) return target
      if (!Number.isSafeInteger(from) || from < 0) {
        return fail('BAD_VALUE', 'from: give a place in the map, from 0')
      }
      const page = { map: String(map), from, limit: within(limit, MAP_PAGE) }
      const { count, entries } = await mapPage(store.state, target.value.address, page)
      return ok({
        count,
        entries: entries.map(({ key, value }) => ({ key: storedValue(key), value: storedValue(value) })),
      })
    },

    contractEvents: async ({ address, event, indexed, limit }) => {
      const target = readTarget(chain, address)
      if (!target.ok) return target
      if (indexed !== undefined && event === undefined) {
        return fail('BAD_REQUEST', 'event: give the name of the event whose indexed values these are')
      }
      const contract = formatContractAddress(target.value.address)
      const count = within(limit, LIST_LIMIT)
      const rows = await store.history(filterParty(contract, { event, indexed }), count)
      const events = eventsIn(rows, contract, { event, indexed }).slice(0, count)
      return ok(events.map(found => ({ ...found, indexed: [...found.indexed] })))
    },
  }
}

const within = (limit: number | undefined, most: number): number =>
  Math.max(0, Math.min(Math.trunc(limit ?? most) || 0, most))
