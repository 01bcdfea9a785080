import { decodeJournal } from '../../chain/apply/journal.ts'
import { MAX_BLOCK_UNDO_BYTES, MAX_REPLACED_BYTES } from '../../chain/limits.ts'
import type { Attack } from '../attack.ts'
import type { AttackContext } from '../attack-context.ts'
import { byLanding } from '../judge.ts'
import { HOARD_GAS } from '../limits.ts'
import { callApplied, callOf, deployOf } from './contract-call.ts'

const VALUE_BYTES = 60_000
/** What a call can write. */
const FILLED = 8
/** What one can remove. */
const REMOVED = Math.floor(MAX_REPLACED_BYTES / (VALUE_BYTES + 512))

const ALL = 4 * FILLED

const SOURCE = `export default class Hoard extends Contract {
  fill(from) { for (let i = 0; i < ${FILLED}; i++) this.map('m').set(from + i, new Uint8Array(${VALUE_BYTES}).fill(1)) }
  clear(count) { for (let i = 0; i < count; i++) this.map('m').delete(${ALL - 1} - i) }
}`

export const journalBomb: Attack = {
  name: 'journal-bomb',
  title: 'A block that cannot be undone',
  group: 'Contracts',
  what: 'Stores the largest values and removes as many in one call as it can, so that undoing its block takes all of them; then more than a call may.',
  outcome:
    'A call is refused what goes beyond its bound, and every tab can read what undoes the block before it.',
  engines: ['poa', 'pow', 'pos'],
  expects: { rule: 'CODE_THREW', verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    const fill = async () => {
      for (let i = 0; i < ALL; i += FILLED) {
        await callApplied(lab, contract, 'fill', { args: [i], gas: HOARD_GAS })
      }
    }
    await fill()
    const most = await callApplied(lab, contract, 'clear', { args: [REMOVED], gas: HOARD_GAS })
    await fill()
    const tooMuch = await callOf(lab, contract, 'clear', { args: [REMOVED + 1], gas: HOARD_GAS })
    return {
      ids: [tooMuch.id],
      judge: byLanding(tooMuch.id),
      aftermath: () => undoable(lab, most.id),
    }
  },
}

async function undoable({ chain, note }: AttackContext, id: string): Promise<string | undefined> {
  const row = await chain.store.tx(id)
  const undo = row && (await chain.store.body(row.blockId))?.undo
  if (!undo) return 'the block that removed most has no undo journal'
  note(`its undo journal has ${undo.length} bytes`)
  if (undo.length > MAX_BLOCK_UNDO_BYTES + MAX_REPLACED_BYTES) return 'its undo journal is beyond all bounds'
  const journal = decodeJournal(undo)
  return journal.ok ? undefined : `its undo journal cannot be read: ${journal.error.message}`
}
