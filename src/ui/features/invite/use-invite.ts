import { useEffect, useState } from 'react'
import type { CallResult } from '#api/calls.ts'
import type { Answer } from '../../hooks/use-answer.ts'
import { settled } from '../../hooks/use-command.ts'
import { useSummaryRow } from '../../hooks/use-summary.ts'
import { useNode } from '../../node-context.tsx'

/** Well below the ten minutes of a join code, so that it stays valid while it is shown. */
const RENEW_MS = 4 * 60_000

/**
 * An invite of the present network, asked for again so often that its code stays valid, when the page is
 * visible again, and when the signaling server is back or gone.
 */
export function useInvite(): Answer<CallResult<'invite'>> {
  const { api } = useNode()
  const network = useSummaryRow('network')
  const [answer, setAnswer] = useState<Answer<CallResult<'invite'>>>({ status: 'loading' })

  // biome-ignore lint/correctness/useExhaustiveDependencies: an invite names the network and this tab, and depends on whether the server is there
  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const result = await settled(api.invite({}))
      if (!wanted) return
      setAnswer(
        result.ok ? { status: 'ready', value: result.value } : { status: 'error', failure: result.error },
      )
    }
    const askIfVisible = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    void ask()
    const timer = setInterval(() => void ask(), RENEW_MS)
    document.addEventListener('visibilitychange', askIfVisible)
    return () => {
      wanted = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', askIfVisible)
    }
  }, [api, network?.id, network?.peerId, network?.signaling])

  return answer
}
