import { plural, t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { parseParty } from '#chain/address.ts'
import { cutText } from '../../format/cut-text.ts'
import { isFileCid } from '../../format/file-target.ts'
import { VALUE_TEXT_SHOWN } from '../../limits.ts'
import { HashText } from '../hash-text.tsx'
import { Party } from '../party.tsx'
import classes from './contract-value.module.css'

/**
 * Text of a contract, shortened until the user asks for all of it; an address or the CID of a file is a link.
 */
export function LongText({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const [whole, setWhole] = useState(false)
  if (text === '') return <span className={classes.quiet}>{t`empty text`}</span>
  if (/^tabc?1/.test(text) && parseParty(text).ok) return <Party address={text} link />

  if (isFileCid(text))
    return <HashText value={text} what="CID" to={{ screen: 'file', cid: text }} copy={false} />

  const isLong = text.length > VALUE_TEXT_SHOWN
  return (
    <>
      <bdi className={mono ? classes.mono : classes.text}>
        {whole ? text : cutText(text, VALUE_TEXT_SHOWN)}
      </bdi>
      {isLong && (
        <>
          {' '}
          <Anchor component="button" type="button" size="sm" onClick={() => setWhole(!whole)}>
            {whole
              ? t`Show less`
              : t`Show all ${plural({ count: text.length }, { one: '# character', other: '# characters' })}`}
          </Anchor>
        </>
      )}
    </>
  )
}
