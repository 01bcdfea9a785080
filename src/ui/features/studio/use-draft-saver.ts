import { useEffect, useState, useSyncExternalStore } from 'react'
import type { NodeApi } from '#api/calls.ts'
import type { DraftResult } from '#api/contract-results.ts'
import { settled } from '../../hooks/use-command.ts'
import { useNode } from '../../node-context.tsx'
import { createDraftSaver, type DraftSaver, type SaveState } from './draft-saver.ts'
import { forgetUnsaved, keepUnsaved, unsavedWork } from './unsaved-work.ts'

/** Longer than the pauses between words; a crash loses at most what was typed in this time. */
const SAVE_DELAY_MS = 400

/**
 * Drafts that are open or not saved yet: a user who returns at once finds the typed text, not the older one
 * in the database.
 */
const open = new Map<string, DraftSaver>()

/**
 * The saver of a draft, from its first opening until it is left and all is saved. It saves while somebody
 * types, when the screen is left and when the tab is hidden. For another draft, give the component another
 * `key`.
 */
export function useDraftSaver(draft: DraftResult): { readonly saver: DraftSaver; readonly state: SaveState } {
  const { api } = useNode()
  const { id } = draft
  const [saver] = useState(() => open.get(id) ?? openSaver(api, draft))
  const state = useSyncExternalStore(saver.subscribe, () => saver.state)

  useEffect(() => {
    open.set(id, saver)
    if (saver.state.status !== 'saved') void saver.flush()
    const hidden = () => {
      if (document.visibilityState === 'hidden') void saver.flush()
    }
    const ends = () => {
      if (saver.state.status !== 'saved') keepUnsaved(id, saver.work)
    }
    document.addEventListener('visibilitychange', hidden)
    addEventListener('pagehide', ends)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      removeEventListener('pagehide', ends)
      void close(id, saver)
    }
  }, [id, saver])

  return { saver, state }
}

function openSaver(api: NodeApi, { id, name, source }: DraftResult): DraftSaver {
  const unsaved = unsavedWork(id)
  return createDraftSaver(unsaved ?? { name, source }, {
    delayMs: SAVE_DELAY_MS,
    isSaved: unsaved === undefined,
    save: async work => {
      const saved = await settled(api.draftSave({ id, ...work }))
      if (saved.ok) forgetUnsaved(id)
      return saved
    },
  })
}

async function close(id: string, saver: DraftSaver): Promise<void> {
  await saver.flush()
  if (saver.state.status === 'saved' && open.get(id) === saver) open.delete(id)
}
