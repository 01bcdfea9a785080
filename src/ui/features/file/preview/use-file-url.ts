import { useEffect, useState } from 'react'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import type { Answer } from '../../../hooks/use-answer.ts'
import { useNode } from '../../../node-context.tsx'
import { readParts } from '../read-parts.ts'
import type { Previewed } from './previewed.ts'

/**
 * A URL of the whole file with the media type `type` and no other; it is revoked when the component unmounts.
 */
export function useFileUrl({ cid, path }: Previewed, type: string): Answer<string> {
  const { api } = useNode()
  const [answer, setAnswer] = useState<Answer<string>>({ status: 'loading' })

  useEffect(() => {
    const stop = new AbortController()
    let url: string | undefined
    const show = async () => {
      const blob = await wholeBlob()
      if (stop.signal.aborted) return
      if (!blob.ok) return setAnswer({ status: 'error', failure: blob.error })
      url = URL.createObjectURL(blob.value)
      setAnswer({ status: 'ready', value: url })
    }
    const wholeBlob = async (): Promise<Result<Blob, Failure>> => {
      const parts: Blob[] = []
      for await (const part of readParts(api, { cid, ...(path ? { path } : {}) }, stop.signal)) {
        if (!part.ok) return part
        parts.push(new Blob([part.value]))
      }
      return ok(new Blob(parts, { type }))
    }
    show().catch((error: unknown) =>
      setAnswer({ status: 'error', failure: fail('PREVIEW_FAILED', String(error)).error }),
    )
    return () => {
      stop.abort()
      if (url !== undefined) URL.revokeObjectURL(url)
    }
  }, [api, cid, path, type])
  return answer
}
