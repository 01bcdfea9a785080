import { assert } from '#lib/assert.ts'
import type { RecordedHeader } from '../engine.ts'

/** The part of a chain record that shows since when nothing became final. */
export interface Advance {
  /** Height of the latest block that claims a higher final block than its parent does; 0 before the first. */
  readonly advancedAt: number
}

export const NO_ADVANCE: Advance = { advancedAt: 0 }

/** Reads the part that an engine put into a chain record, possibly from the database. */
export function readAdvance(engine: unknown): Advance {
  const record = engine as Partial<Advance> | null | undefined
  assert(typeof record?.advancedAt === 'number', 'a chain record says when finality advanced')
  return { advancedAt: record.advancedAt }
}

/** The advance of a block at `height` with this final height, given its parent's record. */
export const followAdvance = (
  { height, final }: { readonly height: number; readonly final: number },
  parent: Pick<RecordedHeader, 'engine'> & { readonly final: number },
): Advance => (final > parent.final ? { advancedAt: height } : readAdvance(parent.engine))
