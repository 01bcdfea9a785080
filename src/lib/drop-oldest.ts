/** Deletes the entry that has been in a map or a set longest; nothing where it is empty. */
export function dropOldest<Key>(entries: Pick<Set<Key>, 'keys' | 'delete'>): void {
  for (const oldest of entries.keys()) {
    entries.delete(oldest)
    return
  }
}
