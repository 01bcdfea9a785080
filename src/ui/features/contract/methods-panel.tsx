import { NativeSelect } from '@mantine/core'
import { IconForms } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { ContractView } from '#storage/contract-rows.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import type { FormMethod } from '../../components/method-form/method-form.tsx'
import { amountText } from '../../format/amount-text.ts'
import { useNode } from '../../node-context.tsx'
import { useWallet } from '../../wallet-context.tsx'
import { CallMethod } from './call-method.tsx'
import { MethodSection } from './method-section.tsx'
import classes from './methods-panel.module.css'
import { ReadMethod } from './read-method.tsx'

/** Everything that can be asked of a contract and done with it, each as a form. `init` is the deployment's. */
export function MethodsPanel({ contract }: { readonly contract: ContractView }) {
  const { address, abi } = contract
  const { rows } = useWallet()
  const [chosen, setChosen] = useState<string>()
  const caller = (rows.find(row => row.address === chosen) ?? rows[0])?.address

  const methods = abi.filter(({ name }) => name !== 'init')
  const views = methods.filter(({ view }) => view)
  const calls = methods.filter(({ view }) => !view)
  if (methods.length === 0)
    return (
      <EmptyNote icon={<IconForms size={32} stroke={1.4} />} title="It offers no methods">
        Only its deployment ran code. What it keeps is under State.
      </EmptyNote>
    )

  return (
    <div className={classes.methods}>
      <Caller caller={caller} onChoose={setChosen} />
      <div className={classes.columns}>
        {calls.length > 0 && (
          <Group title="Call" about="A transaction that changes something; it costs a fee." methods={calls}>
            {method => <CallMethod address={address} method={method} caller={caller} />}
          </Group>
        )}
        {views.length > 0 && (
          <Group
            title="Read"
            about="Answered by this tab at once; it changes nothing and is free."
            methods={views}
          >
            {method => <ReadMethod address={address} method={method} caller={caller} />}
          </Group>
        )}
      </div>
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly about: string
  readonly methods: readonly FormMethod[]
  children(method: FormMethod): ReactNode
}

function Group({ title, about, methods, children }: GroupProps) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.about}>{about}</p>
      {methods.map(method => (
        <MethodSection key={method.name} method={method} isOpen={methods.length === 1}>
          {children(method)}
        </MethodSection>
      ))}
    </section>
  )
}

interface CallerProps {
  readonly caller: string | undefined
  onChoose(address: string): void
}

/** Which own address calls, where there is a choice. */
function Caller({ caller, onChoose }: CallerProps) {
  const { rows } = useWallet()
  const { genesis } = useNode()
  if (rows.length < 2) return null
  return (
    <NativeSelect
      label="Call as"
      maw={420}
      value={caller ?? ''}
      onChange={event => onChoose(event.currentTarget.value)}
      data={rows.map(({ address, name, balance }) => ({
        value: address,
        label: `${name} (${amountText(balance)} ${genesis.symbol})`,
      }))}
    />
  )
}
