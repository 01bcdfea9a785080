import type { Failure } from '#lib/result.ts'
import { useCall } from '../../../hooks/use-call.ts'
import { navigate } from '../../../router.ts'
import type { DraftWork } from '../draft-saver.ts'

interface NewDraft {
  /** Saves it as a new draft and opens that. */
  begin(work: DraftWork): Promise<void>
  readonly isBusy: boolean
  readonly failure: Failure | undefined
}

/** Creates drafts from templates, files and copies. */
export function useNewDraft(): NewDraft {
  const { state, run } = useCall('draftSave')
  return {
    async begin({ name, source }) {
      const draft = await run({ name, source })
      if (draft) navigate({ screen: 'draft', id: draft.id })
    },
    isBusy: state.status === 'running',
    failure: state.status === 'failed' ? state.failure : undefined,
  }
}
