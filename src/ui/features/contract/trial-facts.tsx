import { t } from '@lingui/core/macro'
import type { ContractSimulateResult } from '#api/contract-results.ts'
import { Amount } from '../../components/amount.tsx'
import { ContractValue } from '../../components/contract-value/contract-value.tsx'
import { Fact, Facts } from '../../components/facts.tsx'
import { parameterView } from '../../components/method-form/parameter.ts'
import { Party } from '../../components/party.tsx'
import { ChangeLines, EventLines } from '../../components/receipt-lines.tsx'
import { countText } from '../../format/quantity-text.ts'
import type { PlannedCall } from './planned-call.ts'

interface TrialFactsProps {
  readonly call: PlannedCall
  readonly parameters: readonly string[]
  readonly result: ContractSimulateResult
}

/** A call and the result of its simulation, which has not changed anything. */
export function TrialFacts({ call, parameters, result }: TrialFactsProps) {
  const { from, address, method, args, amount } = call
  return (
    <Facts label={t`Trial`}>
      <Fact name={t`Call`}>{method}</Fact>
      <Fact name={t`As`}>
        <Party address={from} />
      </Fact>
      {args.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its place
        <Fact key={place} name={argumentName(parameters, place)}>
          <ContractValue value={value} level={1} />
        </Fact>
      ))}
      {amount !== undefined && amount > 0n && (
        <Fact name={t`Coins to send`}>
          <Amount amount={amount} />
        </Fact>
      )}
      {result.ok && result.value !== null && (
        <Fact name={t`Returns`} long>
          <ContractValue value={result.value} />
        </Fact>
      )}
      <Fact name={t`Gas`}>{countText(Number(result.gas))}</Fact>
      {result.events.length > 0 && (
        <Fact name={t`Emits`} long>
          <EventLines events={result.events} />
        </Fact>
      )}
      {result.ok && (
        <Fact name={t`Changes`} long>
          {result.changes.length === 0 ? t`Nothing` : <ChangeLines changes={result.changes} to={address} />}
        </Fact>
      )}
    </Facts>
  )
}

/** Further arguments belong to the last parameter, a rest parameter. */
function argumentName(parameters: readonly string[], place: number): string {
  const text = parameters[place] ?? parameters.at(-1)
  return text === undefined ? String(place + 1) : parameterView(text).name
}
