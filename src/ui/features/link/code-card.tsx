import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import {
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconShare,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { CopyTextButton } from '../../components/copy-text-button.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { download } from '../../download.ts'
import { safeFileName } from '../../format/safe-file-name.ts'
import { useNode } from '../../node-context.tsx'

/** How long each QR code is shown: a camera that reads four frames a second gets each one at least twice. */
const CODE_MS = 600

interface CodeCardProps {
  readonly text: string
  /** The texts of the QR codes. */
  readonly codes: readonly string[]
  readonly kind: 'offer' | 'answer'
  readonly expires: number
}

/** An offer or an answer as moving QR code, text and file. */
export function CodeCard({ text, codes, kind, expires }: CodeCardProps) {
  const { name } = useNode().genesis
  const what = kind === 'offer' ? t`offer` : t`answer`
  const until = new Date(expires).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  const canShare = typeof navigator.share === 'function'
  // Closing the share sheet rejects, which is not an error.
  const share = () => navigator.share({ text }).catch(() => undefined)
  const save = () => download(new Blob([text]), `${safeFileName(name, 'network')}.tabchain-${kind}`)

  return (
    <Stack align="center" gap="md">
      <MovingCode codes={codes} what={what} />
      <Textarea
        readOnly
        label={kind === 'offer' ? t`The offer as text` : t`The answer as text`}
        value={text}
        rows={4}
        w="100%"
        onFocus={event => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
      <Group gap="sm" grow w="100%">
        <CopyTextButton value={text} name={t`Copy text`} variant="filled" />
        {canShare && (
          <Button variant="light" onClick={share} leftSection={<IconShare size={18} />}>
            {t`Share`}
          </Button>
        )}
        <Button variant="light" onClick={save} leftSection={<IconDownload size={18} />}>
          {t`Save file`}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        <Trans>Valid until {until}, while this tab stays open.</Trans>
      </Text>
    </Stack>
  )
}

/** Several codes take turns, because one that holds everything is too dense for most cameras. */
function MovingCode({ codes, what }: { readonly codes: readonly string[]; readonly what: string }) {
  const [shown, setShown] = useState(0)
  const [moves, setMoves] = useState(true)
  const count = codes.length
  const number = (shown % count) + 1
  const next = () => setShown(now => now + 1)

  useEffect(() => {
    if (!moves || count < 2) return
    const timer = setInterval(() => setShown(now => now + 1), CODE_MS)
    return () => clearInterval(timer)
  }, [moves, count])

  return (
    <Stack align="center" gap="xs">
      <QrCode
        value={codes[number - 1] ?? ''}
        label={count > 1 ? t`QR code ${number} of ${count} of the ${what}` : t`QR code of the ${what}`}
      />
      {count > 1 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed" miw={76} ta="center">
            <Trans>
              {number} of {count}
            </Trans>
          </Text>
          <Button
            size="sm"
            variant="default"
            onClick={() => setMoves(!moves)}
            leftSection={moves ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          >
            {moves ? t`Pause` : t`Play`}
          </Button>
          {!moves && (
            <Button
              size="sm"
              variant="default"
              onClick={next}
              leftSection={<IconPlayerSkipForward size={16} />}
            >
              {t`Next`}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
