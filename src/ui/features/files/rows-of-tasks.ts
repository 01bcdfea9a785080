import type { FileRow } from '#storage/rows.ts'
import type { AddTask } from './add-queue.ts'

/**
 * The rows that show how far running tasks are. A row has no word of its task: of two with the same name and
 * size the older is the first's. Pure.
 */
export function rowsOfTasks(
  tasks: readonly AddTask[],
  rows: readonly FileRow[],
): ReadonlyMap<number, FileRow> {
  const adding = rows.filter(({ state }) => state === 'adding').sort((a, b) => a.id - b.id)
  const found = new Map<number, FileRow>()
  for (const { id, given, sizeBytes, state } of tasks) {
    if (state.status !== 'running') continue
    const at = adding.findIndex(row => row.name === given.name && row.sizeBytes === sizeBytes)
    const [row] = at < 0 ? [] : adding.splice(at, 1)
    if (row) found.set(id, row)
  }
  return found
}
