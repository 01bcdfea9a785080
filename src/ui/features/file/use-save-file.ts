import { useRef, useState } from 'react'
import { type CommandState, useCommand } from '../../hooks/use-command.ts'
import { useNode } from '../../node-context.tsx'
import { type SavedFile, saveFile } from './save-file.ts'

export interface Saving {
  readonly doneBytes: number
  readonly sizeBytes: number
  readonly bytesPerSecond: number
}

/** Saves a file in this tab to the disk, with progress. */
export function useSaveFile() {
  const { api } = useNode()
  const [progress, setProgress] = useState<Saving>()
  const cancel = useRef<AbortController>(undefined)
  const { state, run } = useCommand(async (file: SavedFile) => {
    cancel.current = new AbortController()
    const began = performance.now()
    const onBytes = (doneBytes: number) => {
      const bytesPerSecond = Math.round((doneBytes * 1000) / Math.max(1, performance.now() - began))
      setProgress({ doneBytes, sizeBytes: file.sizeBytes, bytesPerSecond })
    }
    const saved = await saveFile(api, file, onBytes, cancel.current.signal)
    setProgress(undefined)
    return saved
  })
  return {
    state: state satisfies CommandState<unknown>,
    progress,
    run,
    cancel: () => cancel.current?.abort(),
  }
}
