import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import { parseContractAddress } from '#chain/address.ts'
import { accountKey, decodeAccount, EMPTY_ACCOUNT } from '#chain/state/account.ts'
import type { ContractView } from '#storage/contract-rows.ts'
import { stateValue } from '#storage/live-queries.ts'
import { Amount } from '../../components/amount.tsx'
import { CopyAction } from '../../components/copy-action.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Party } from '../../components/party.tsx'
import { countText } from '../../format/quantity-text.ts'
import { shownValue, useLive } from '../../hooks/use-live.ts'
import { hrefOf } from '../../router.ts'
import classes from './contract-head.module.css'

/** The identity of a contract: its address, since its name is not unique. */
export function ContractHead({ contract }: { readonly contract: ContractView }) {
  const { address, creator, height } = contract
  return (
    <section className={classes.head} aria-label={t`About this contract`}>
      <div className={classes.who}>
        <GlyphIcon of={address} size={44} />
        <span className={classes.address}>{address}</span>
        <CopyAction value={address} what={t`address`} />
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t`Holds`}</dt>
          <dd>
            <Balance address={address} />
          </dd>
        </div>
        <div>
          <dt>{t`Deployed by`}</dt>
          <dd>
            <Party address={creator} link />
          </dd>
        </div>
        <div>
          <dt>{t`In block`}</dt>
          <dd>
            <Anchor href={hrefOf({ screen: 'block', at: String(height) })}>#{countText(height)}</Anchor>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Balance({ address }: { readonly address: string }) {
  const live = useLive(async db => {
    const parsed = parseContractAddress(address)
    return parsed.ok ? stateValue(db, accountKey(parsed.value)) : undefined
  }, address)
  const value = shownValue(live)
  return <Amount amount={(value ? decodeAccount(value) : EMPTY_ACCOUNT).balance} />
}
