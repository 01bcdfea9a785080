import { useEffect, useRef } from 'react'
import type { FileView } from '../../format/file-view.ts'
import { useCall } from '../../hooks/use-call.ts'
import type { Command } from '../../hooks/use-command.ts'
import { FETCH_ON_OPENING_BYTES } from '../../limits.ts'

/**
 * Fetches a file once when its page is opened, unless it is large; removing it on the page does not fetch it
 * again.
 */
export function useFetchOnOpening({ cid, sizeBytes, kept }: FileView): Command<{ cid: string }, unknown> {
  const fetching = useCall('fileFetch')
  const asked = useRef(false)
  const { run } = fetching
  const wants = kept === undefined && sizeBytes <= FETCH_ON_OPENING_BYTES

  useEffect(() => {
    if (asked.current) return
    asked.current = true
    if (wants) void run({ cid })
  }, [wants, run, cid])
  return fetching
}
