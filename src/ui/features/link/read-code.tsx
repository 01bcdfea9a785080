import { t } from '@lingui/core/macro'
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconCamera, IconPhoto } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { LinkCodes } from '#lib/link-codes.ts'
import type { Failure } from '#lib/result.ts'
import { fieldMessage } from '../../format/field-message.ts'
import { Camera } from './camera.tsx'
import { type Picked, readPicked } from './read-picked.ts'

/** As long as the node reads. */
const MAX_CHARACTERS = 32_768

interface ReadCodeProps {
  readonly kind: 'offer' | 'answer'
  readonly running: boolean
  readonly failure: Failure | undefined
  /** Called with a text, or with the texts of all QR codes. */
  readonly onRead: (text: string) => void
}

/** Reads an offer or an answer: by the camera, from pictures or a file, or as pasted text. */
export function ReadCode({ kind, running, failure, onRead }: ReadCodeProps) {
  const [text, setText] = useState('')
  const [camera, setCamera] = useState(false)
  const [problem, setProblem] = useState<string>()
  const codes = useRef(new LinkCodes())
  const [read, setRead] = useState({ held: 0, count: 0 })
  const input = useRef<HTMLInputElement>(null)

  const take = (found: string) => {
    setProblem(undefined)
    setText(found)
    setCamera(false)
    onRead(found)
  }
  const seen = (code: string) => {
    if (!codes.current.add(code)) return setProblem(t`This QR code is not of an offer or an answer.`)
    const { held, count, isComplete } = codes.current
    setRead({ held, count })
    if (!isComplete) return
    const whole = codes.current.text()
    codes.current = new LinkCodes()
    setRead({ held: 0, count: 0 })
    take(whole)
  }
  const picked = async (files: readonly File[]) => {
    setProblem(undefined)
    const { codes: found, text: written, problem: bad }: Picked = await readPicked(files)
    setProblem(bad)
    if (written !== undefined) return take(written)
    for (const code of found) seen(code)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take(text)
  }

  const { held, count } = read
  return (
    <Stack gap="md">
      {camera ? (
        <Camera onCode={seen} onClose={() => setCamera(false)} />
      ) : (
        <Group gap="sm" grow>
          <Button
            variant="filled"
            leftSection={<IconCamera size={18} />}
            onClick={() => setCamera(true)}
          >{t`Camera`}</Button>
          <Button
            variant="light"
            leftSection={<IconPhoto size={18} />}
            onClick={() => input.current?.click()}
          >{t`Open file`}</Button>
        </Group>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/*,.txt,.tabchain-offer,.tabchain-answer"
        aria-label={t`Picture or file`}
        onChange={event => {
          void picked([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {count > 0 && (
        <Text size="sm" role="status">
          {t`${held} of ${count} QR codes read; read the others too.`}
        </Text>
      )}
      {problem !== undefined && (
        <Alert color="amber" variant="light" icon={<IconAlertTriangle />} role="alert">
          {problem}
        </Alert>
      )}
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            label={kind === 'offer' ? t`Or paste the offer` : t`Or paste the answer`}
            rows={4}
            value={text}
            maxLength={MAX_CHARACTERS}
            onChange={event => setText(event.currentTarget.value)}
            error={failure && fieldMessage(failure.message)}
            spellCheck={false}
            autoCapitalize="none"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          />
          <Button type="submit" variant="light" loading={running} disabled={text.trim() === ''}>
            {kind === 'offer' ? t`Read the offer` : t`Read the answer`}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
