import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAddressBook, IconArrowUpRight, IconReceiptOff } from '@tabler/icons-react'
import { type Address, parseParty } from '#chain/address.ts'
import { canAnyoneSign, isBurnAddress } from '#chain/recipient.ts'
import { CopyAction } from '../../components/copy-action.tsx'
import { EmptyNote } from '../../components/empty-note.tsx'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { History } from '../../components/history.tsx'
import { MoreLink } from '../../components/more-link.tsx'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { fieldMessage } from '../../format/field-message.ts'
import { partyRoute } from '../../format/party-route.ts'
import { hrefOf } from '../../router.ts'
import { useWallet } from '../../wallet-context.tsx'
import { Prove } from '../proof/prove.tsx'
import { AddressBalance } from './address-balance.tsx'

/** The page of any address: its balance and its transactions. */
export function AddressScreen({ address }: { readonly address: string }) {
  const { nameOf } = useWallet()
  const parsed = parseParty(address)
  const name = nameOf(address)
  const isContract = parsed.ok && parsed.value.isContract
  const oddity = parsed.ok ? oddityOf(parsed.value.address) : undefined

  return (
    <>
      <ScreenTitle title={name ? t`Address “${name}”` : isContract ? t`Contract` : t`Address`} />
      {oddity !== undefined && (
        <Alert color="clay" variant="light" icon={<IconAddressBook />} role="note">
          {oddity}
        </Alert>
      )}
      {parsed.ok ? (
        <Known
          key={address}
          address={address}
          payable={name === undefined && oddity === undefined}
          isContract={isContract}
        />
      ) : (
        <Alert
          color="clay"
          variant="light"
          icon={<IconAddressBook />}
          title={t`This is not an address`}
          role="alert"
        >
          {fieldMessage(parsed.error.message)}.
        </Alert>
      )}
    </>
  )
}

/** Explains an address that has no owner. */
function oddityOf(address: Address): string | undefined {
  if (canAnyoneSign(address)) return t`Anybody can sign for this address, and spend what is sent to it.`
  if (isBurnAddress(address))
    return t`Nobody can sign for this address: coins that are sent to it are destroyed.`
  return undefined
}

interface KnownProps {
  readonly address: string
  readonly payable: boolean
  readonly isContract: boolean
}

function Known({ address, payable, isContract }: KnownProps) {
  return (
    <>
      <Panel
        title={t`Balance`}
        action={
          isContract ? (
            <MoreLink to={partyRoute(address)}>
              <Trans>Methods and state</Trans>
            </MoreLink>
          ) : (
            payable && (
              <Button
                component="a"
                size="sm"
                href={hrefOf({ screen: 'wallet', panel: 'send', to: address })}
                leftSection={<IconArrowUpRight size={17} />}
              >
                <Trans>Send to it</Trans>
              </Button>
            )
          )
        }
      >
        <AddressBalance address={address} />
        <Group gap="sm" wrap="nowrap" mt="xs">
          <GlyphIcon of={address} size={36} />
          <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {address}
          </Text>
          <CopyAction value={address} what={t`address`} />
        </Group>
      </Panel>
      <Panel title={t`History`} flush>
        <History
          label={t`History`}
          addresses={[address]}
          perspective={new Set([address])}
          empty={
            <EmptyNote icon={<IconReceiptOff size={32} stroke={1.4} />} title={t`Nothing yet`}>
              <Trans>No transaction on this chain names this address.</Trans>
            </EmptyNote>
          }
        />
      </Panel>
      <Prove of={address} kind="address" />
    </>
  )
}
