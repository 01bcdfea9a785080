import { t } from '@lingui/core/macro'
import { Alert, Button, Stack } from '@mantine/core'
import { IconCameraOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import classes from './link.module.css'
import { createQrReader } from './read-qr.ts'

/** The pause between two frames, so that the page stays responsive while the camera runs. */
const FRAME_PAUSE_MS = 60

interface CameraProps {
  /** Called with the text of each code that the camera sees. */
  readonly onCode: (text: string) => void
  readonly onClose: () => void
}

/** The camera's picture, in which QR codes are read until it is closed. The picture stays in this tab. */
export function Camera({ onCode, onClose }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [problem, setProblem] = useState<string>()
  const latest = useRef(onCode)
  latest.current = onCode

  useEffect(() => {
    const ended = new AbortController()
    const { current: view } = video
    if (view) watch(view, text => latest.current(text), ended.signal).catch(error => setProblem(words(error)))
    return () => ended.abort()
  }, [])

  return (
    <Stack gap="sm">
      {problem === undefined ? (
        <video ref={video} className={classes.camera} playsInline muted aria-label={t`Camera`} />
      ) : (
        <Alert color="clay" variant="light" icon={<IconCameraOff />} title={t`No camera`} role="alert">
          {problem}
        </Alert>
      )}
      <Button variant="default" onClick={onClose}>
        {problem === undefined ? t`Close the camera` : t`Back`}
      </Button>
    </Stack>
  )
}

async function watch(view: HTMLVideoElement, found: (text: string) => void, signal: AbortSignal) {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) throw new DOMException('not a secure context', 'SecurityError')
  const stream = await devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1_280 } } })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop)
  view.srcObject = stream
  await view.play()
  const read = await createQrReader()
  while (!signal.aborted) {
    for (const text of await read(view)) found(text)
    await new Promise(resolve => setTimeout(resolve, FRAME_PAUSE_MS))
  }
}

function words(error: unknown): string {
  const other = t`Use a picture of the code, its text or its file instead.`
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return `${t`This page may not use the camera; allow it in the site’s settings.`} ${other}`
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `${t`This device has no camera that the browser can use.`} ${other}`
    case 'NotReadableError':
      return `${t`Another program uses the camera; close that program.`} ${other}`
    case 'SecurityError':
      return `${t`Browsers allow the camera only on pages from https or from localhost.`} ${other}`
    default:
      return `${t`The camera did not start.`} ${other}`
  }
}
