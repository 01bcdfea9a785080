import { agree } from '../boot/link-memory.ts'

/**
 * Opens a network's link in this tab, by a whole load of the page: a link that differs in its fragment only
 * would be none. A profile that this tab asked for stays, and with it the wallet; so does the laboratory.
 * Whoever calls this has the person's word for it: the page that opens asks nothing more.
 */
export function openNetwork(link: string): void {
  const url = new URL(link, location.href)
  const { searchParams } = new URL(location.href)
  for (const kept of ['profile', 'lab']) {
    const value = searchParams.get(kept)
    if (value !== null) url.searchParams.set(kept, value)
  }
  agree(url.search)
  location.assign(url)
  if (url.hash) location.reload()
}
