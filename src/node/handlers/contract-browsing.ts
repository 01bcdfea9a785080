import type { CallHandlers } from '#api/handlers.ts'
import { formatContractAddress } from '#chain/address.ts'
import { readAccount } from '#chain/state/account.ts'
import { known } from '#lib/assert.ts'
import { fail, ok } from '#lib/result.ts'
import { LIST_LIMIT } from '#node/limits.ts'
import { abiResult, keptBy, storedValue } from '#node/screens/contract-state.ts'
import { eventsIn, filterParty } from '#storage/contract-events.ts'
import { contractAt, contractsByAddress, mapPage } from '#storage/contract-rows.ts'
import type { HandlerContext } from './context.ts'
import { findContract } from './contract-fields.ts'
import { MAP_PAGE } from './limits.ts'

/** Handlers for browsing contracts: the list, their state and their events. */
export function contractBrowsingHandlers({ node: { chain } }: HandlerContext) {
  const { store } = chain

  return {
    contractShow: async ({ address }) => {
      const here = findContract(chain, address)
      if (!here.ok) return here
      const found = await contractAt(store.state, address, LIST_LIMIT)
      const { source, abi, fields, maps, ...contract } = known(found, 'contract of the tip')
      return ok({
        ...contract,
        abi: abiResult(abi),
        ...keptBy({ fields, maps }),
        code: source,
        balance: readAccount(chain.state, address).balance,
      })
    },

    contractList: async ({ after, limit }) => {
      return ok([...(await contractsByAddress(store.state, within(limit, LIST_LIMIT), after))])
    },

    contractMap: async ({ address, map, from = 0, limit }) => {
      const here = findContract(chain, address)
      if (!here.ok) return here
      const page = { map, from, limit: within(limit, MAP_PAGE) }
      const { count, entries } = await mapPage(store.state, address, page)
      return ok({
        count,
        entries: entries.map(({ key, value }) => ({ key: storedValue(key), value: storedValue(value) })),
      })
    },

    contractEvents: async ({ address, event, indexed, limit }) => {
      const here = findContract(chain, address)
      if (!here.ok) return here
      if (indexed !== undefined && event === undefined) {
        return fail('REQUEST_BAD', 'event: missing; name the event with these indexed values')
      }
      const contract = formatContractAddress(address)
      const count = within(limit, LIST_LIMIT)
      const rows = await store.history(filterParty(contract, { event, indexed }), count)
      const events = eventsIn(rows, contract, { event, indexed }).slice(0, count)
      return ok(events.map(found => ({ ...found, indexed: [...found.indexed] })))
    },
  } satisfies Partial<CallHandlers>
}

const within = (limit: number | undefined, most: number): number => Math.min(limit ?? most, most)
