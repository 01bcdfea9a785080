import { useEffect, useState } from 'react'
import type { LabStatusResult } from '#api/lab-results.ts'
import type { Answer } from '../../hooks/use-answer.ts'
import { settled } from '../../hooks/use-command.ts'
import { LAB_STATUS_MS } from '../../limits.ts'
import { useNode } from '../../node-context.tsx'

/**
 * The status of the laboratory, by polling: it is not in the tables, because it does not belong to the chain.
 */
export function useLabStatus(): Answer<LabStatusResult> {
  const { api } = useNode()
  const [answer, setAnswer] = useState<Answer<LabStatusResult>>({ status: 'loading' })

  useEffect(() => {
    let wanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const result = await settled(api.labStatus({}))
      if (!wanted) return
      setAnswer(
        result.ok ? { status: 'ready', value: result.value } : { status: 'error', failure: result.error },
      )
      timer = setTimeout(ask, LAB_STATUS_MS)
    }
    void ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [api])

  return answer
}
