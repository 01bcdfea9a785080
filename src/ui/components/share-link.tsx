import { t } from '@lingui/core/macro'
import { upperFirst } from '../format/upper-first.ts'
import { QrCode } from './qr-code.tsx'
import { ShareText } from './share-text.tsx'

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
  return (
    <ShareText
      aria-label={upperFirst(what)}
      value={link}
      rows={rows}
      copy={t`Copy link`}
      share={{ title, url: link }}
    />
  )
}
