import { useNode } from '../node-context.tsx'
import { useSummaryRow } from './use-summary.ts'

/**
 * Why the node is paused: as it told the page, else as it wrote down. When storage is full it can only tell.
 */
export function useFault(): { readonly code: string; readonly message: string } | undefined {
  const { fault } = useNode()
  const written = useSummaryRow('fault')
  return fault ?? written
}
