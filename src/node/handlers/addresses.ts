import type { CallHandlers } from '#api/handlers.ts'
import type { AddressResult } from '#api/results.ts'
import { ok } from '#lib/result.ts'
import { walletRows } from '#node/screens/screens.ts'
import type { HandlerContext } from './context.ts'

/** Handlers for own addresses and their keys. */
export function addressHandlers({ node }: HandlerContext) {
  const { wallet } = node

  return {
    addressNew: async ({ name }) => {
      const made = await wallet.newAddress(name)
      if (made.ok) await node.rows.walletChanged()
      return made.ok ? ok({ name: made.value.name, address: made.value.address }) : made
    },

    addressList: async () => {
      const waiting = node.mempool.entries().map(entry => entry.tx)
      const rows = walletRows(wallet, node.chain.engine, node.chain.state, waiting)
      return ok(
        rows.map(
          ({ name, address, balance, stake, pendingIn, pendingOut }): AddressResult => ({
            name,
            address,
            balance,
            pending: pendingIn - pendingOut,
            stake,
          }),
        ),
      )
    },

    addressRename: async ({ name, to }) => {
      const renamed = await wallet.rename(name, to)
      if (renamed.ok) await node.rows.walletChanged()
      return renamed.ok ? ok({ name: renamed.value.name, address: renamed.value.address }) : renamed
    },

    addressExport: async ({ name }) => {
      const pem = await wallet.exportPem(name)
      return pem.ok ? ok({ pem: pem.value }) : pem
    },

    addressImport: async ({ name, pem }) => {
      const imported = await wallet.importPem(name, pem)
      if (imported.ok) await node.rows.walletChanged()
      return imported.ok ? ok({ name: imported.value.name, address: imported.value.address }) : imported
    },

    walletPhrase: async () => ok({ phrase: await wallet.phrase() }),
  } satisfies Partial<CallHandlers>
}
