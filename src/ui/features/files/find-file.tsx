import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { FindField } from '../../components/find-field.tsx'
import { fileTarget } from '../../format/file-target.ts'
import { navigate } from '../../router.ts'

interface FindFileProps {
  readonly typed: string
  onType(text: string): void
}

/** A field that filters the list by what is typed, and opens the page of a complete CID. */
export function FindFile({ typed, onType }: FindFileProps) {
  const [error, setError] = useState<string>()

  const open = () => {
    const target = fileTarget(typed)
    if (target.type === 'cid') navigate({ screen: 'file', cid: target.cid })
    if (target.type === 'wrong') setError(target.message)
  }

  return (
    <FindField
      label={t`Find a file`}
      placeholder={t`Name, or CID bafy…`}
      action={t`Open this CID`}
      value={typed}
      error={error}
      onChange={text => {
        onType(text)
        setError(undefined)
      }}
      onFind={open}
    />
  )
}
