import { decodeJournal } from '#chain/apply/journal.ts'
import { MAX_BLOCK_UNDO_BYTES, MAX_REPLACED_BYTES, MAX_WRITTEN_BYTES } from '#chain/limits.ts'
import type { Attack } from '../attack.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import { byLanding } from '../judge.ts'
import { callApplied, callOf, deployOf } from './contract-call.ts'

const VALUE_BYTES = 60_000
/** Gas for storing and removing such a value, and for the calls around it. */
const STORED_GAS = 31_000_000n
const REMOVED_GAS = 12_500_000n
const CALL_ROOM = 10_000_000n

const SOURCE = `export default class Hoard extends Contract {
  fill(from, count) { for (let i = 0; i < count; i++) this.map('m').set(from + i, new Uint8Array(${VALUE_BYTES}).fill(1)) }
  clear(below, count) { for (let i = 1; i <= count; i++) this.map('m').delete(below - i) }
}`

/**
 * How many values a call can store, how many it can remove, and how many there are in total, which is more.
 */
function countsFor(gas: bigint) {
  const stored = Math.min(
    Number((gas - CALL_ROOM) / STORED_GAS),
    Math.floor(MAX_WRITTEN_BYTES / (VALUE_BYTES + 512)),
  )
  const removed = Math.min(
    Number((gas - CALL_ROOM) / REMOVED_GAS),
    Math.floor(MAX_REPLACED_BYTES / (VALUE_BYTES + 512)),
  )
  return { stored, removed, all: Math.ceil((removed + 4) / stored) * stored }
}

export const journalBomb: Attack = {
  name: 'journal-bomb',
  title: 'A block that cannot be undone',
  group: 'Contracts',
  what: 'Stores the largest values, and removes as many in one call as it can, so that undoing the block needs all of them; then tries to remove more than a call may.',
  outcome:
    'A call is refused anything beyond its bound, and every tab can read the undo journal of the block before it.',
  engines: ['poa', 'pow', 'pos'],
  // a network with little gas in a block ends the call before the bound does
  expects: { rule: 'CODE_THREW', or: ['OUT_OF_GAS'], verdict: 'failed', cutOff: false },

  async run(lab) {
    const contract = await deployOf(lab, SOURCE)
    const gas = lab.chain.genesis.limits.blockGas
    const { stored, removed, all } = countsFor(gas)
    if (stored < 1) throw new AttackNeeds('a network whose blocks have enough gas for the largest values')
    const fill = async () => {
      for (let i = 0; i < all; i += stored) {
        await callApplied(lab, contract, 'fill', { args: [i, stored], gas })
      }
    }
    await fill()
    const most = await callApplied(lab, contract, 'clear', { args: [all, removed], gas })
    await fill()
    const tooMuch = await callOf(lab, contract, 'clear', { args: [all, all], gas })
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
  if (!undo) return 'the block that removed the most has no undo journal'
  note(`its undo journal has ${undo.length} bytes`)
  if (undo.length > MAX_BLOCK_UNDO_BYTES + MAX_REPLACED_BYTES) return 'its undo journal exceeds all bounds'
  const journal = decodeJournal(undo)
  return journal.ok ? undefined : `its undo journal cannot be read: ${journal.error.message}`
}
