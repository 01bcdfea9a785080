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
export function ShareLink(props: ShareLinkProps) {
  return (
    <>
      <QrCode value={props.link} label={t`QR code of the ${{ what: props.what }}`} />
      <LinkText {...props} rows={6} />
    </>
  )
}

/** A link as text, to copy or to share with another app. */
export function LinkText({ link, what, title, rows }: ShareLinkProps & { readonly rows: number }) {
  const canShare = typeof navigator.share === 'function'
  // Closing the share sheet rejects, which is not an error.
  const share = () => navigator.share({ title, url: link }).catch(() => undefined)

  return (
    <>
      <Textarea
        readOnly
        aria-label={upperFirst(what)}
        value={link}
        rows={rows}
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
