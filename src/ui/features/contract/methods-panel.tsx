import { t } from '@lingui/core/macro'
import { IconForms } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ContractView } from '#storage/contract-rows.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import type { FormMethod } from '../../components/method-form/method-form.tsx'
import { OwnAddressSelect } from '../../components/own-address-select.tsx'
import { useOwnAddress } from '../../hooks/use-own-address.ts'
import { CallMethod } from './call-method.tsx'
import { MethodSection } from './method-section.tsx'
import classes from './methods-panel.module.css'
import { ReadMethod } from './read-method.tsx'

/** All methods of a contract, each with a form, except `init`, which only a deployment calls. */
export function MethodsPanel({ contract }: { readonly contract: ContractView }) {
  const { address, abi } = contract
  const [from, choose] = useOwnAddress()
  const caller = from?.address

  const methods = abi.filter(({ name }) => name !== 'init')
  const views = methods.filter(({ view }) => view)
  const calls = methods.filter(({ view }) => !view)
  if (methods.length === 0)
    return (
      <EmptyNote icon={<IconForms size={32} stroke={1.4} />} title={t`This contract has no methods`}>
        {t`Only its deployment ran code. Its data is under State.`}
      </EmptyNote>
    )

  return (
    <div className={classes.methods}>
      <OwnAddressSelect label={t`Call as`} maw={420} value={caller} onChange={choose} />
      <div className={classes.columns}>
        {calls.length > 0 && (
          <Group
            title={t`Call`}
            about={t`A transaction that changes something; it costs a fee.`}
            methods={calls}
          >
            {method => <CallMethod address={address} method={method} caller={caller} />}
          </Group>
        )}
        {views.length > 0 && (
          <Group
            title={t`Read`}
            about={t`Answered by this tab at once; it changes nothing and is free.`}
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
