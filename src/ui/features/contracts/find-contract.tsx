import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { partyRoute } from '../../format/party-route.ts'
import { SEARCH_MAX_CHARACTERS } from '../../limits.ts'
import { navigate } from '../../router.ts'
import { contractTarget } from './contract-target.ts'

/** Opens the contract whose address was pasted, or lists those whose names fit. */
export function FindContract({ find }: { readonly find: string }) {
  const [text, setText] = useState(find)
  const [error, setError] = useState<string>()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const target = contractTarget(text)
    switch (target.type) {
      case 'all':
        return navigate({ screen: 'contracts' })
      case 'name':
        return navigate({ screen: 'contracts', find: target.name })
      case 'address':
        return navigate(partyRoute(target.address))
      case 'wrong':
        return setError(target.message)
    }
  }

  return (
    <search>
      <form onSubmit={submit}>
        <TextInput
          type="search"
          aria-label="Find a contract"
          placeholder="Name, or address tabc1…"
          value={text}
          maxLength={SEARCH_MAX_CHARACTERS}
          onChange={event => {
            setText(event.currentTarget.value)
            setError(undefined)
          }}
          error={error}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          rightSection={
            <ActionIcon type="submit" aria-label="Find" size={36}>
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
