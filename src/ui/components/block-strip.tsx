import { plural, t } from '@lingui/core/macro'
import type { BlockRow } from '#storage/rows.ts'
import { countText } from '../format/quantity-text.ts'
import { hrefOf } from '../router.ts'
import { useWallet } from '../wallet-context.tsx'
import classes from './block-strip.module.css'
import { GlyphIcon } from './glyph-icon.tsx'
import { TimeText } from './time-text.tsx'

/** The newest blocks as tabs on a line, newest first: the picture of a chain of tabs. */
export function BlockStrip({
  label,
  blocks,
}: {
  readonly label: string
  readonly blocks: readonly BlockRow[]
}) {
  const { own } = useWallet()
  return (
    <ol className={classes.strip} aria-label={label}>
      {blocks.map(block => (
        <li key={block.id} className={classes.link}>
          <a
            className={classes.tab}
            data-own={own.has(block.producer)}
            href={hrefOf({ screen: 'block', at: block.id })}
          >
            <span className={classes.ear}>#{countText(block.height)}</span>
            <span className={classes.body}>
              <GlyphIcon of={block.id} size={30} />
              <span>
                {block.height === 0
                  ? t`the first`
                  : plural(
                      { count: block.transactions },
                      {
                        0: 'empty',
                        one: '# transaction',
                        other: '# transactions',
                      },
                    )}
              </span>
              <span className={classes.time}>
                <TimeText at={block.timestamp} />
              </span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  )
}
