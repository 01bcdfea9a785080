import { t } from '@lingui/core/macro'
import { CopyAction } from '../../../components/copy-action.tsx'
import { GlyphIcon } from '../../../components/glyph-icon.tsx'
import { shortAddress } from '../../../format/short-text.ts'
import type { Person } from './people.ts'
import classes from './trial.module.css'

/** Their addresses, for arguments that name somebody. */
export function PretendPeople({ people }: { readonly people: readonly Person[] }) {
  return (
    <details className={classes.people}>
      <summary>{t`People and their addresses`}</summary>
      <ul>
        {people.map(({ name, address, isOwn }) => (
          <li key={address}>
            <GlyphIcon of={address} size={24} />
            <strong>{name}</strong>
            <span title={address}>{shortAddress(address)}</span>
            <span>{isOwn ? t`yours` : t`pretend`}</span>
            <CopyAction value={address} what={t`address of ${name}`} />
          </li>
        ))}
      </ul>
    </details>
  )
}
