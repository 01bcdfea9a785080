import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { ContractSummary } from '#api/contract-results.ts'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Party } from '../../components/party.tsx'
import { ShowMore } from '../../components/show-more.tsx'
import { contractTitle } from '../../format/contract-name.ts'
import { countText } from '../../format/quantity-text.ts'
import { CONTRACTS_STEP } from '../../limits.ts'
import { hrefOf } from '../../router.ts'
import classes from './contract-list.module.css'

/**
 * Contracts, one line each, each a link to its page. The icon belongs to the address, because names are not
 * unique.
 */
export function ContractList({ contracts }: { readonly contracts: readonly Readonly<ContractSummary>[] }) {
  const [limit, setLimit] = useState(CONTRACTS_STEP)
  return (
    <>
      <ul className={classes.list} aria-label={t`Contracts`}>
        {contracts.slice(0, limit).map(({ address, name, creator, height, methods }) => (
          <li key={address}>
            <a className={classes.line} href={hrefOf({ screen: 'contract', address, part: 'methods' })}>
              <GlyphIcon of={address} size={36} />
              <span className={classes.what}>
                <strong className={classes.name}>{contractTitle(name)}</strong>
                <span className={classes.note}>
                  <Party address={address} />
                  <span className={classes.creator}>
                    {' '}
                    <Trans>
                      by <Party address={creator} />
                    </Trans>
                  </span>
                </span>
              </span>
              <span className={classes.end}>
                <span>{t`block #${{ height: countText(height) }}`}</span>
                <span className={classes.note}>
                  {plural(methods, { one: '# method', other: '# methods' })}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {contracts.length > limit && <ShowMore onClick={() => setLimit(limit + CONTRACTS_STEP)} />}
    </>
  )
}
