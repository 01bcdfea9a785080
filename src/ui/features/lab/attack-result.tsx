import { plural, t } from '@lingui/core/macro'
import { Text } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import type { LabAttackResult } from '#api/lab-results.ts'
import { countText } from '../../format/quantity-text.ts'
import { shortText } from '../../format/short-text.ts'
import classes from './lab.module.css'
import { durationWords, verdictWord } from './verdict-words.ts'

/** The verdict of each honest tab, and whether the network withstood the attack. */
export function AttackResult({ result }: { readonly result: LabAttackResult }) {
  const { held, agreed, verdicts, notes, sent, height, stateRoot, milliseconds } = result
  const duration = durationWords(milliseconds)
  const [block, state] = [countText(height), shortText(stateRoot)]
  return (
    <div role="status">
      <p className={classes.held} data-held={held}>
        {held ? (
          <IconShieldCheck size={20} aria-hidden="true" />
        ) : (
          <IconShieldX size={20} aria-hidden="true" />
        )}
        {held ? t`The network held` : t`The network did not hold`}
      </p>
      <table className={classes.table}>
        <caption>{t`${plural(sent, { one: '# message', other: '# messages' })} in ${duration}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Tab`}</th>
            <th scope="col">{t`Verdict`}</th>
            <th scope="col">{t`Rule`}</th>
            <th scope="col">{t`Score`}</th>
            <th scope="col">{t`Attacker`}</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(({ peerId, verdict, rule, score, cutOff, message, ok }) => (
            <tr key={peerId} data-ok={ok}>
              <th scope="row" title={peerId}>
                {shortText(peerId)}
              </th>
              <td>{verdictWord(verdict)}</td>
              <td title={message}>{rule || '–'}</td>
              <td>{countText(score)}</td>
              <td>{cutOff ? t`cut off` : t`still linked`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed">
        {agreed
          ? t`All tabs agree on block ${block}, state ${state}.`
          : t`The tabs do not agree on one block.`}
        {notes.length > 0 && ` ${notes.join('; ')}.`}
      </Text>
    </div>
  )
}
