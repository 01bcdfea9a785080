import type { ContractValue as Value } from '#api/contract-results.ts'
import { cutText } from '../../format/cut-text.ts'
import { VALUE_NAME_SHOWN } from '../../limits.ts'
import classes from './contract-value.module.css'
import { Steps } from './steps.tsx'
import { type DrawValue, typedValue } from './value-kind.ts'

interface ValueTableProps {
  readonly columns: readonly string[]
  /** Objects; the cell of a missing field is empty. */
  readonly rows: readonly Value[]
  draw: DrawValue
}

/** A list of objects, one per row. A table that is too wide scrolls. */
export function ValueTable({ columns, rows, draw }: ValueTableProps) {
  return (
    <Steps of={rows}>
      {shown => (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                {columns.map(name => (
                  <th key={name} scope="col">
                    <bdi>{cutText(name, VALUE_NAME_SHOWN)}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
                <tr key={place}>
                  {columns.map(name => (
                    <td key={name}>
                      <Cell row={row} name={name} draw={draw} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Steps>
  )
}

function Cell({ row, name, draw }: { readonly row: Value; readonly name: string; draw: DrawValue }) {
  const typed = typedValue(row)
  if (typed.type !== 'object' || !Object.hasOwn(typed.value, name)) return null
  return draw(typed.value[name] ?? null)
}
