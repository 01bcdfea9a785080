import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { NodeApi } from '../../../api/calls.ts'
import { fail, ok } from '../../../lib/result.ts'
import { useCommand } from '../../hooks/use-command.ts'
import { SEARCH_MAX_CHARACTERS } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'
import { navigate, type Route } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { searchTarget } from './search-target.ts'

/** Goes to the block, transaction or address that was typed, or says why there is none. */
export function SearchBox() {
  const { api } = useNode()
  const { rows } = useWallet()
  const [text, setText] = useState('')
  const find = useCommand((typed: string) =>
    findPlace(api, typed, new Map(rows.map(row => [row.name, row.address]))),
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const place = await find.run(text)
    if (place) navigate(place)
  }

  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label="Search the chain"
          placeholder="Height, id or address"
          value={text}
          maxLength={SEARCH_MAX_CHARACTERS}
          onChange={event => {
            setText(event.currentTarget.value)
            find.clear()
          }}
          error={find.state.status === 'failed' && find.state.failure.message}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          rightSection={
            <ActionIcon type="submit" aria-label="Search" loading={find.state.status === 'running'} size={36}>
              <IconArrowRight size={18} />
            </ActionIcon>
          }
          rightSectionWidth={48}
          autoComplete="off"
          spellCheck={false}
        />
      </form>
    </search>
  )
}

async function findPlace(api: NodeApi, typed: string, named: ReadonlyMap<string, string>) {
  const target = searchTarget(typed, named)
  switch (target.type) {
    case 'nothing':
      return fail('NOTHING', 'Write what to look for')
    case 'unclear':
      return fail('UNCLEAR', target.message)
    case 'address':
      return ok<Route>({ screen: 'address', address: target.address })
    case 'height': {
      const block = await api.block({ at: String(target.height) })
      if (block.ok) return ok<Route>({ screen: 'block', at: block.value.id })
      return fail('NOT_FOUND', `There is no block at height ${target.height} on this chain yet`)
    }
    case 'hash': {
      const block = await api.block({ at: target.hash })
      if (block.ok) return ok<Route>({ screen: 'block', at: target.hash })
      const tx = await api.tx({ id: target.hash })
      if (tx.ok) return ok<Route>({ screen: 'tx', id: target.hash })
      return fail('NOT_FOUND', 'No block and no transaction with this id is known here')
    }
  }
}
