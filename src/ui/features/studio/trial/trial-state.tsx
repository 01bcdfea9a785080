import { plural, t } from '@lingui/core/macro'
import { Text } from '@mantine/core'
import type { ContractRehearsalResult } from '#api/contract-results.ts'
import { Amount } from '../../../components/amount.tsx'
import { Fact, Facts } from '../../../components/facts.tsx'
import { TRIAL_FIELDS_SHOWN } from '../../../limits.ts'
import { type Person, withNames } from './people.ts'
import classes from './trial.module.css'
import { valueText } from './value-text.ts'

/** The contract's state after the last step. */
export function TrialState({
  result: { state, maps, balance },
  people,
}: {
  readonly result: ContractRehearsalResult
  readonly people: readonly Person[]
}) {
  return (
    <section aria-label={t`State after the last step`}>
      <Text fw={620} mb={4}>
        {t`Then it holds`}
      </Text>
      <Facts>
        {Object.entries(state)
          .slice(0, TRIAL_FIELDS_SHOWN)
          .map(([name, value]) => (
            <Fact key={`field ${name}`} name={name} long>
              <code className={classes.value}>{withNames(valueText(value), people)}</code>
            </Fact>
          ))}
        {Object.entries(maps)
          .slice(0, TRIAL_FIELDS_SHOWN)
          .map(([name, count]) => (
            <Fact key={`map ${name}`} name={name}>
              {plural(count, { one: 'a map with # entry', other: 'a map with # entries' })}
            </Fact>
          ))}
        <Fact name={t`Balance`}>
          <Amount amount={balance} />
        </Fact>
      </Facts>
    </section>
  )
}
