import { t } from '@lingui/core/macro'
import { Anchor } from '@mantine/core'
import { BURN_TEXT } from '#chain/recipient.ts'
import { partyRoute } from '../format/party-route.ts'
import { shortAddress } from '../format/short-text.ts'
import { hrefOf } from '../router.ts'
import { useWallet } from '../wallet-context.tsx'

/**
 * A readable address: the name of an own address, words for the burn address, otherwise both ends in a
 * monospaced font. A contract's address links to its page.
 */
export function Party({ address, link = false }: { readonly address: string; readonly link?: boolean }) {
  const name = useWallet().nameOf(address)
  const isBurn = address === BURN_TEXT
  const text = name ?? (isBurn ? t`nobody (burned)` : shortAddress(address))
  const style = name
    ? { fontWeight: 600 }
    : isBurn
      ? {}
      : { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.875em' }
  if (!link)
    return (
      <span title={address} style={style}>
        {text}
      </span>
    )
  return (
    <Anchor href={hrefOf(partyRoute(address))} title={address} style={style}>
      {text}
    </Anchor>
  )
}
