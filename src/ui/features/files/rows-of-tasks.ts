import type { FileRow } from '#storage/rows.ts'
import type { AddTask } from './add-queue.ts'

/**
 * The rows with the progress of running tasks. A row does not name its task, so of two with the same name and
 * size the older row is the first task's. Pure.
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
