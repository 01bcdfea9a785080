import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { countText } from '../../format/quantity-text.ts'
import { VALUE_ITEMS_STEP } from '../../limits.ts'

interface StepsProps<T> {
  readonly of: readonly T[]
  children(shown: readonly T[]): ReactNode
}

/** Shows the first of many items, and more on request. */
export function Steps<T>({ of, children }: StepsProps<T>) {
  const [limit, setLimit] = useState(VALUE_ITEMS_STEP)
  const left = of.length - limit
  const count = countText(left)
  return (
    <>
      {children(of.slice(0, limit))}
      {left > 0 && (
        <Button variant="subtle" size="sm" onClick={() => setLimit(limit + VALUE_ITEMS_STEP)}>
          {t`Show more (${count} left)`}
        </Button>
      )}
    </>
  )
}
