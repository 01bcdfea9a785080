import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type ChangeEvent, useRef, useState } from 'react'
import type { Failure } from '#lib/result.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { FailureAlert } from '../../../components/failure-alert.tsx'
import { readDraftFile } from '../draft-file.ts'
import type { DraftWork } from '../draft-saver.ts'

/** A button that reads a draft from a file of this device. */
export function OpenFile({ onRead }: { onRead(work: DraftWork): void }) {
  const input = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<Failure>()

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const { files } = event.currentTarget
    const [file] = files ?? []
    if (!file) return
    const work = await readDraftFile(file)
    // The same file can be chosen again.
    if (input.current) input.current.value = ''
    if (work.ok) onRead(work.value)
    else setFailure(work.error)
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".js,.mjs,text/javascript"
        aria-label={t`File of a contract`}
        onChange={read}
        hidden
      />
      <Button
        variant="default"
        px={15}
        leftSection={<IconUpload size={18} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {t`Open a file`}
      </Button>
      {failure && (
        <Dialog title={t`This file cannot be opened`} onClose={() => setFailure(undefined)}>
          <FailureAlert title={t`No draft was made`} failure={failure} />
        </Dialog>
      )}
    </>
  )
}
