import type { ContractValue as Value } from '#api/contract-results.ts'
import classes from './contract-value.module.css'
import { Steps } from './steps.tsx'
import type { DrawValue } from './value-kind.ts'

/** The items of a list with their indexes, from 0. */
export function ItemList({ items, draw }: { readonly items: readonly Value[]; draw: DrawValue }) {
  return (
    <Steps of={items}>
      {shown => (
        <ol className={classes.items} start={0}>
          {shown.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item of a list is its place
            <li key={place} data-place={place}>
              {draw(item)}
            </li>
          ))}
        </ol>
      )}
    </Steps>
  )
}
