import { t } from '@lingui/core/macro'
import { Button, Group, Textarea } from '@mantine/core'
import { IconShare } from '@tabler/icons-react'
import { upperFirst } from '../format/upper-first.ts'
import { CopyTextButton } from './copy-text-button.tsx'
import { QrCode } from './qr-code.tsx'

interface ShareLinkProps {
  readonly link: string
  /** The name of the link, such as `invite link`. */
  readonly what: string
  /** The text of the message in a phone's share sheet. */
  readonly title: string
}

/** A link as QR code and text, to copy or to share with another app. */
export function ShareLink({ link, what, title }: ShareLinkProps) {
  const canShare = typeof navigator.share === 'function'
  // Closing the share sheet rejects, which is not an error.
  const share = () => navigator.share({ title, url: link }).catch(() => undefined)

  return (
    <>
      <QrCode value={link} label={t`QR code of the ${what}`} />
      <Textarea
        readOnly
        aria-label={upperFirst(what)}
        value={link}
        rows={6}
        w="100%"
        onFocus={event => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group gap="sm" grow w="100%">
        <CopyTextButton value={link} name={t`Copy link`} variant="filled" />
        {canShare && (
          <Button variant="light" onClick={share} leftSection={<IconShare size={18} />}>
            {t`Share`}
          </Button>
        )}
      </Group>
    </>
  )
}
