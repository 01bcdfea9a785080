import { cutText } from '../../format/cut-text.ts'
import { VALUE_NAME_SHOWN } from '../../limits.ts'
import classes from './contract-value.module.css'
import { Steps } from './steps.tsx'
import { type DrawValue, isWide, type ValueFields } from './value-kind.ts'

/** The fields of an object, one under the other. */
export function FieldList({ fields, draw }: { readonly fields: ValueFields; draw: DrawValue }) {
  return (
    <Steps of={Object.entries(fields)}>
      {shown => (
        <dl className={classes.fields}>
          {shown.map(([name, value]) => (
            <div key={name} data-wide={isWide(value)}>
              <dt title={cutText(name, VALUE_NAME_SHOWN)}>
                <bdi>{cutText(name, VALUE_NAME_SHOWN)}</bdi>
              </dt>
              <dd>{draw(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Steps>
  )
}
