import { t } from '@lingui/core/macro'
import type { Summary } from '#storage/live-queries.ts'
import type { EngineWords } from '../engines/engine-parts.ts'
import { hashrateText } from './quantity-text.ts'
import { shortAddress } from './short-text.ts'
import { upperFirst } from './upper-first.ts'

type Producing = Pick<Summary['mining'], 'on' | 'search' | 'searching' | 'hashrate' | 'blocksFound'>

/** The state of block production in a word; undefined until the node has written it. */
export function producingShort(row: Producing | undefined): string {
  if (row?.searching && row.search) return hashrateText(row.hashrate)
  if (!row?.on) return t`off`
  return row.search ? t`waiting` : t`on`
}

/** The state of block production with its result so far. */
export function producingWords(
  row: Producing | undefined,
  { nowAndMade }: Pick<EngineWords, 'nowAndMade'>,
): string {
  const isSearching = row?.searching && row.search
  if (!row || (!row.on && !isSearching)) return producingShort(row)
  if (row.search && !isSearching) return t`waiting for transactions`
  return nowAndMade(producingShort(row), row.blocksFound)
}

/**
 * The node's reason why no block is produced now, as a sentence; its addresses are replaced by names or
 * shortened.
 */
export function waitingSentence(reason: string, nameOf: (address: string) => string | undefined): string {
  const text = reason.replace(/tab1[a-z0-9]{20,}/g, address => nameOf(address) ?? shortAddress(address))
  return `${upperFirst(text.replace(/\.$/, ''))}.`
}
