import { t } from '@lingui/core/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconUserMinus } from '@tabler/icons-react'
import { GlyphIcon } from '../../components/glyph-icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { Party } from '../../components/party.tsx'
import { majorityWords } from '../../format/majority-words.ts'
import { useWallet } from '../../wallet-context.tsx'
import type { PanelProps } from '../engine-parts.ts'
import classes from './poa.module.css'

interface AuthorityListProps {
  readonly facts: PanelProps<'poa'>['facts']
  /** Removes an authority, for the admin; the last authority cannot be removed. */
  readonly onRemove: ((address: string) => void) | undefined
}

/** The authorities in the order of their turns. */
export function AuthorityList({ facts, onRemove }: AuthorityListProps) {
  const { own } = useWallet()
  const { authorities, next, admin, silent, waiting } = facts
  const isStalled = majorityWords(waiting) !== undefined
  const removable = authorities.length > 1 ? onRemove : undefined
  return (
    <Panel title={t`Authorities, in the order of their turns`} flush>
      <ol className={classes.list} aria-label={t`Authorities`}>
        {authorities.map((address, place) => (
          <li key={address} className={classes.line} data-next={address === next}>
            <span className={classes.place}>{place + 1}</span>
            <GlyphIcon of={address} size={36} />
            <span className={classes.what}>
              <span className={classes.who}>
                <Party address={address} link />
              </span>
              <span className={classes.note}>
                {[
                  own.has(address) && t`you`,
                  address === admin && t`admin`,
                  address === next && t`next`,
                  isStalled && silent.includes(address) && t`silent lately`,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </span>
            {removable && <Remove address={address} onRemove={removable} />}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Remove({ address, onRemove }: { readonly address: string; onRemove(address: string): void }) {
  const name = useWallet().nameOf(address) ?? address
  return (
    <Tooltip label={t`Remove`}>
      <ActionIcon size={44} aria-label={t`Remove ${name}`} onClick={() => onRemove(address)}>
        <IconUserMinus size={18} />
      </ActionIcon>
    </Tooltip>
  )
}
