import { agree } from '../boot/link-memory.ts'

/**
 * Opens a network's link in this tab with a full page load, also if the link differs only in its fragment.
 * The profile, and so the wallet, stays; so does the laboratory. The caller has the user's consent: the next
 * page does not ask again.
 */
export function openNetwork(link: string): void {
  const url = new URL(link, location.href)
  const { searchParams } = new URL(location.href)
  for (const kept of ['profile', 'lab']) {
    const value = searchParams.get(kept)
    if (value !== null) url.searchParams.set(kept, value)
  }
  agree(url.search)
  const { pathname, search } = location
  location.assign(url)
  // A reload would cancel the load of another page.
  if (url.hash && url.pathname === pathname && url.search === search) location.reload()
}
