import { Anchor } from '@mantine/core'
import { BURN_TEXT } from '#chain/recipient.ts'
import { partyRoute } from '../format/party-route.ts'
import { shortAddress } from '../format/short-text.ts'
import { hrefOf } from '../router.ts'
import { useWallet } from '../wallet-context.tsx'

/**
 * An address as a reader knows it: the name of an own one, what burned coins go to in words, else its ends in
 * fixed pitch. A contract's leads to the contract's page.
 */
export function Party({ address, link = false }: { readonly address: string; readonly link?: boolean }) {
  const name = useWallet().nameOf(address)
  const isBurn = address === BURN_TEXT
  const text = name ?? (isBurn ? 'nobody (burned)' : shortAddress(address))
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
