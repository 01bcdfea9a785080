import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { NodeApi } from '#api/calls.ts'
import { fail, ok } from '#lib/result.ts'
import { recordedFiles } from '#storage/file-queries.ts'
import { newestContracts } from '#storage/live-queries.ts'
import type { ChainDatabase } from '#storage/schema.ts'
import { FindField } from '../../components/find-field.tsx'
import { contractFits } from '../../format/contract-name.ts'
import { partyRoute } from '../../format/party-route.ts'
import { useCommand } from '../../hooks/use-command.ts'
import { CONTRACTS_SHOWN, FILES_LISTED } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import { navigate, type Route } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { searchTarget } from './search-target.ts'

/**
 * Opens the typed block, transaction, address, contract or file, or explains why there is none. Several
 * results of a name are listed, contracts before files.
 */
export function SearchBox() {
  const { api, db } = useNode()
  const { rows } = useWallet()
  const [text, setText] = useState('')
  const find = useCommand((typed: string) =>
    findPlace({ api, db }, typed, new Map(rows.map(row => [row.name, row.address]))),
  )

  const open = async () => {
    const place = await find.run(text)
    if (place) navigate(place)
  }

  return (
    <FindField
      label={t`Search the chain`}
      placeholder={t`Height, id, address, contract or file`}
      action={t`Search`}
      value={text}
      error={find.state.status === 'failed' ? find.state.failure.message : undefined}
      running={find.state.status === 'running'}
      onChange={typed => {
        setText(typed)
        find.clear()
      }}
      onFind={() => void open()}
    />
  )
}

interface Sources {
  readonly api: NodeApi
  readonly db: ChainDatabase
}

async function findPlace({ api, db }: Sources, typed: string, named: ReadonlyMap<string, string>) {
  const target = searchTarget(typed, named)
  switch (target.type) {
    case 'nothing':
      return fail('SEARCH_EMPTY', t`Write what to look for`)
    case 'unclear': {
      const contracts = await newestContracts(db, CONTRACTS_SHOWN)
      const find = typed.trim()
      if (contracts.some(each => contractFits(each, find))) return ok<Route>({ screen: 'contracts', find })
      const files = await recordedFiles(db, FILES_LISTED)
      if (files.some(({ name }) => name.toLowerCase().includes(find.toLowerCase())))
        return ok<Route>({ screen: 'files', show: 'all', find })
      return fail('SEARCH_UNCLEAR', target.message)
    }
    case 'file':
      return ok<Route>({ screen: 'file', cid: target.cid })
    case 'address':
      return ok<Route>(partyRoute(target.address))
    case 'height': {
      const { height } = target
      const block = await api.block({ at: String(height) })
      if (block.ok) return ok<Route>({ screen: 'block', at: block.value.id })
      return fail('SEARCH_UNKNOWN', t`There is no block at height ${height} on this chain yet`)
    }
    case 'hash': {
      const block = await api.block({ at: target.hash })
      if (block.ok) return ok<Route>({ screen: 'block', at: target.hash })
      const tx = await api.tx({ id: target.hash })
      if (tx.ok) return ok<Route>({ screen: 'tx', id: target.hash })
      return fail('SEARCH_UNKNOWN', t`This tab knows no block and no transaction with this id`)
    }
  }
}
