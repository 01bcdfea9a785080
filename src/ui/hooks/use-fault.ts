import { useNode } from '../node-context.tsx'
import { useSummaryRow } from './use-summary.ts'

/**
 * Why the node is paused: from its message to the page, otherwise from the database, which it cannot write
 * while storage is full.
 */
export function useFault(): { readonly code: string; readonly message: string } | undefined {
  const { fault } = useNode()
  const written = useSummaryRow('fault')
  return fault ?? written
}
