import { t } from '@lingui/core/macro'
import type { LabStatusResult } from '#api/lab-results.ts'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { ListSkeleton } from '../../components/list-skeleton.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useNode } from '../../node-context.tsx'
import { AttackLine } from './attack-line.tsx'
import classes from './lab.module.css'

/** Every attack, by its target. */
export function Attacks({ status }: { readonly status: LabStatusResult | undefined }) {
  const { api } = useNode()
  const attacks = useAnswer(() => api.labAttacks({}), 'attacks')
  if (attacks.status === 'loading') {
    return (
      <Panel title={t`Attacks`} flush>
        <ListSkeleton rows={6} rowHeight={92} />
      </Panel>
    )
  }
  if (attacks.status === 'error') {
    return (
      <Panel title={t`Attacks`}>
        <FailureAlert title={t`The attacks cannot be listed`} failure={attacks.failure} />
      </Panel>
    )
  }
  const groups = [...new Set(attacks.value.map(({ group }) => group))]
  return groups.map(group => (
    <Panel key={group} title={group} flush>
      <ul className={classes.list} aria-label={t`Attacks: ${group}`}>
        {attacks.value
          .filter(attack => attack.group === group)
          .map(attack => (
            <AttackLine key={attack.name} attack={attack} status={status} />
          ))}
      </ul>
    </Panel>
  ))
}
