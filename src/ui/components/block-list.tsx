import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { BlockRow } from '#storage/rows.ts'
import { ENGINE_WORDS } from '../engines/engine-words.ts'
import { bytesText, countText } from '../format/quantity-text.ts'
import { useNode } from '../node-context.tsx'
import { hrefOf } from '../router.ts'
import { useWallet } from '../wallet-context.tsx'
import classes from './block-list.module.css'
import { GlyphIcon } from './glyph-icon.tsx'
import { Party } from './party.tsx'
import { TimeText } from './time-text.tsx'

/** Blocks, one line each, each a link to its page. */
export function BlockList({
  label,
  blocks,
}: {
  readonly label: string
  readonly blocks: readonly BlockRow[]
}) {
  const { own } = useWallet()
  const { madeHere } = ENGINE_WORDS[useNode().genesis.consensus.type]
  return (
    <ul className={classes.list} aria-label={label}>
      {blocks.map(block => (
        <li key={block.id}>
          <a className={classes.line} href={hrefOf({ screen: 'block', at: block.id })}>
            <GlyphIcon of={block.id} size={36} />
            <span className={classes.what}>
              <strong>#{countText(block.height)}</strong>
              <span className={classes.note}>
                {block.height === 0 ? (
                  t`The first block`
                ) : own.has(block.producer) ? (
                  <Trans>
                    {madeHere}, <Party address={block.producer} />
                  </Trans>
                ) : (
                  <Trans>
                    by <Party address={block.producer} />
                  </Trans>
                )}
              </span>
            </span>
            <span className={classes.end}>
              <TimeText at={block.timestamp} />
              <span className={classes.note}>
                {plural(
                  { count: block.transactions },
                  {
                    0: 'empty',
                    one: '# transaction',
                    other: '# transactions',
                  },
                )}
                <span className={classes.size}> · {bytesText(block.sizeBytes)}</span>
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
