import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { QrCode } from '../../components/qr-code.tsx'
import { ShareText } from '../../components/share-text.tsx'
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
  const save = () => download(new Blob([text]), `${safeFileName(name, 'network')}.tabchain-${kind}`)

  return (
    <Stack align="center" gap="md">
      <MovingCode codes={codes} what={what} />
      <ShareText
        label={kind === 'offer' ? t`The offer as text` : t`The answer as text`}
        value={text}
        rows={4}
        copy={t`Copy text`}
        share={{ text }}
      >
        <Button variant="light" onClick={save} leftSection={<IconDownload size={18} />}>
          {t`Save file`}
        </Button>
      </ShareText>
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
