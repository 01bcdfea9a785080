import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconFilePlus, IconFolderPlus, IconUpload } from '@tabler/icons-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useNode } from '../../node-context.tsx'
import classes from './add-files.module.css'
import { addQueueOf, type Picked } from './add-queue.ts'
import { Adding } from './adding.tsx'
import { ChosenFiles } from './chosen-files.tsx'
import { chosenFolder, droppedFiles, pickedFiles, TooManyFilesError } from './picked-files.ts'

/** The input for files: they are dropped, pasted or chosen, reviewed, and added one after the other. */
export function AddFiles() {
  const { api } = useNode()
  const [chosen, setChosen] = useState<readonly Picked[]>([])
  const [problem, setProblem] = useState<string>()
  const [over, setOver] = useState(false)

  const take = async (read: () => Picked[] | Promise<Picked[]>) => {
    setProblem(undefined)
    try {
      const given = await read()
      if (given.length > 0) setChosen(given)
    } catch (error) {
      const why =
        error instanceof TooManyFilesError
          ? error.message
          : t`The browser could not read your selection; try again.`
      setProblem(why)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { dataTransfer } = event
    void take(() => droppedFiles(dataTransfer))
  }
  usePasted(files => void take(() => pickedFiles(files)))

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are the main way to add files
       */}
      <div
        className={classes.zone}
        data-over={over}
        data-testid="drop-zone"
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={30} stroke={1.4} aria-hidden="true" />
        <Text fw={600}>{t`Drop files or folders here`}</Text>
        <Text size="sm" c="dimmed" maw={430}>
          <Trans>
            They stay in this tab, which sends them to others on request. Their names and CIDs are recorded in
            a block; anybody in the network can then fetch them, also when this tab is closed.
          </Trans>
        </Text>
        <Group gap="sm" justify="center" mt={6}>
          <Chooser
            label={t`Choose files`}
            icon={<IconFilePlus size={18} />}
            onFiles={files => void take(() => pickedFiles(files))}
          />
          <Chooser
            folder
            label={t`Choose a folder`}
            icon={<IconFolderPlus size={18} />}
            onFiles={files => void take(() => chosenFolder(files))}
          />
        </Group>
      </div>
      {problem !== undefined && (
        <Alert
          color="clay"
          variant="light"
          icon={<IconAlertTriangle />}
          title={t`No file was added`}
          role="alert"
        >
          {problem}
        </Alert>
      )}
      {chosen.length > 0 && (
        <ChosenFiles
          given={chosen}
          onCancel={() => setChosen([])}
          onAdd={choice => {
            addQueueOf(api).add(chosen, choice)
            setChosen([])
          }}
        />
      )}
      <Adding />
    </>
  )
}

interface ChooserProps {
  readonly label: string
  readonly icon: React.ReactNode
  readonly folder?: boolean
  onFiles(files: FileList): void
}

/** A button for the browser's own dialog. */
function Chooser({ label, icon, folder = false, onFiles }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant={folder ? 'default' : 'filled'}
        leftSection={icon}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        // React knows no such property.
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={event => {
          const { files } = event.currentTarget
          if (files && files.length > 0) onFiles(files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Passes on files that are pasted anywhere on the page; text is left to the fields. */
function usePasted(onFiles: (files: FileList) => void): void {
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (!files || files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [])
}
