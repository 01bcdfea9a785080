import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { parseParty } from '../../../chain/address.ts'
import { cutText } from '../../format/cut-text.ts'
import { countText } from '../../format/quantity-text.ts'
import { VALUE_TEXT_SHOWN } from '../../limits.ts'
import { Party } from '../party.tsx'
import classes from './contract-value.module.css'

/** Text of a contract, cut until more is asked for; an address is a link. */
export function LongText({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const [whole, setWhole] = useState(false)
  if (text === '') return <span className={classes.quiet}>empty text</span>
  if (/^tabc?1/.test(text) && parseParty(text).ok) return <Party address={text} link />

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
            {whole ? 'Show less' : `Show all ${countText(text.length)} characters`}
          </Anchor>
        </>
      )}
    </>
  )
}
