import { useCallback, useEffect, useRef, useState } from 'react'
import type { ContractMethodResult } from '#api/contract-results.ts'
import { settled } from '../../hooks/use-command.ts'
import { useNode } from '../../node-context.tsx'
import { checkOf, type SourceCheck } from './source-check.ts'

/** The pause in typing after which the source is checked. */
const CHECK_DELAY_MS = 450

interface Checking {
  /** The last verdict; after a change it refers to the previous source until the next one. */
  readonly check: SourceCheck
  /**
   * The methods of the source when it was last a contract, so that forms stay while a line is being typed.
   */
  readonly abi: readonly ContractMethodResult[]
  /** Reports a change; the check follows after a moment without another one. */
  edited(source: string): void
}

/** Compiles the source in the contract engine while it is typed. `from` is the deployer. */
export function useSourceCheck(first: string, from: string): Checking {
  const { api } = useNode()
  const [check, setCheck] = useState<SourceCheck>({ status: 'checking' })
  const [abi, setAbi] = useState<readonly ContractMethodResult[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef<AbortController>(undefined)
  const latest = useRef(first)

  const ask = useCallback(async () => {
    const own = new AbortController()
    asked.current = own
    const request = { from, source: latest.current, steps: [] }
    const answer = checkOf(await settled(api.contractRehearse(request, own.signal)))
    if (own.signal.aborted) return
    setCheck(answer)
    if (answer.status === 'good') setAbi(answer.abi)
  }, [api, from])

  const edited = useCallback(
    (source: string) => {
      latest.current = source
      asked.current?.abort()
      clearTimeout(timer.current)
      timer.current = setTimeout(ask, CHECK_DELAY_MS)
    },
    [ask],
  )

  useEffect(() => {
    void ask()
    return () => {
      asked.current?.abort()
      clearTimeout(timer.current)
    }
  }, [ask])

  return { check, abi, edited }
}
