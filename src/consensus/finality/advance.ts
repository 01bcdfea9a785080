import { assert } from '#lib/assert.ts'
import type { RecordedHeader } from '../engine.ts'

/** The part of a chain record that says since when nothing became final. */
export interface Advance {
  /** Height of the latest block that claims a higher final block than its parent does; 0 before the first. */
  readonly advancedAt: number
}

export const NO_ADVANCE: Advance = { advancedAt: 0 }

/** The advance that an engine put into a chain record, perhaps by way of the database. */
export function readAdvance(engine: unknown): Advance {
  const record = engine as Partial<Advance> | null | undefined
  assert(typeof record?.advancedAt === 'number', 'a chain record says when finality advanced')
  return { advancedAt: record.advancedAt }
}

/** The advance of a block at `height` that claims this final height, on the parent that has this record. */
export const followAdvance = (
  { height, final }: { readonly height: number; readonly final: number },
  parent: Pick<RecordedHeader, 'engine'> & { readonly final: number },
): Advance => (final > parent.final ? { advancedAt: height } : readAdvance(parent.engine))
