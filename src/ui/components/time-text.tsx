import { absoluteTime } from '../format/relative-time.ts'
import { useRelativeTime } from '../hooks/use-relative-time.ts'

/** `3 min ago`, ticking; the exact time is its tooltip. */
export function TimeText({ at }: { readonly at: number }) {
  const text = useRelativeTime(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {text}
    </time>
  )
}
