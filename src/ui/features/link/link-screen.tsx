import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { IconQrcode, IconScan } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel } from '../../components/panel.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import classes from './link.module.css'
import { ReadOffer } from './read-offer.tsx'
import { ShowOffer } from './show-offer.tsx'

/** Links two tabs in three steps with nothing but screens and cameras, or a chat. */
export function LinkScreen({ offer }: { readonly offer: string | undefined }) {
  const [side, setSide] = useState<'show' | 'read' | undefined>(offer === undefined ? undefined : 'read')
  return (
    <>
      <ScreenTitle title={t`Connect without a server`} />
      {side === undefined && <Sides onChoose={setSide} />}
      {side === 'show' && <ShowOffer />}
      {side === 'read' && <ReadOffer given={offer} />}
      {side !== undefined && (
        <Button variant="subtle" className={classes.back} onClick={() => setSide(undefined)}>
          {t`Start again`}
        </Button>
      )}
    </>
  )
}

function Sides({ onChoose }: { readonly onChoose: (side: 'show' | 'read') => void }) {
  return (
    <>
      <Text size="sm" c="dimmed" maw={640}>
        <Trans>
          Two tabs can link with no server at all: one shows an offer, the other shows an answer, and each
          reads the other’s, as a QR code, a text or a file. Both devices must reach each other, as in one
          Wi-Fi. What you send contains this device’s addresses in its network, and no keys.
        </Trans>
      </Text>
      <div className={classes.sides}>
        <Panel title={t`I am in the network`}>
          <Text size="sm" mb="md">
            <Trans>Bring another device into it, or link two members.</Trans>
          </Text>
          <Button fullWidth leftSection={<IconQrcode size={18} />} onClick={() => onChoose('show')}>
            {t`Show an offer`}
          </Button>
        </Panel>
        <Panel title={t`I want to join`}>
          <Text size="sm" mb="md">
            <Trans>The other device shows an offer, or you received one.</Trans>
          </Text>
          <Button fullWidth leftSection={<IconScan size={18} />} onClick={() => onChoose('read')}>
            {t`Read an offer`}
          </Button>
        </Panel>
      </div>
    </>
  )
}
