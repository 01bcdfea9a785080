import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { FindField } from '../../components/find-field.tsx'
import { partyRoute } from '../../format/party-route.ts'
import { navigate } from '../../router.ts'
import { contractTarget } from './contract-target.ts'

/** Opens the contract with the pasted address, or lists those with matching names. */
export function FindContract({ find }: { readonly find: string }) {
  const [text, setText] = useState(find)
  const [error, setError] = useState<string>()

  const open = () => {
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
    <FindField
      label={t`Find a contract`}
      placeholder={t`Name, or address tabc1…`}
      action={t`Find`}
      value={text}
      error={error}
      onChange={typed => {
        setText(typed)
        setError(undefined)
      }}
      onFind={open}
    />
  )
}
