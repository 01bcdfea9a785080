import { absoluteTime } from '../format/relative-time.ts'
import { useRelativeTime } from '../hooks/use-relative-time.ts'

/** A time such as `3 min ago`, kept up to date; the exact time is its tooltip. */
export function TimeText({ at }: { readonly at: number }) {
  const text = useRelativeTime(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {text}
    </time>
  )
}
