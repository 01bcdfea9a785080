/**
 * Opens a network's link in this tab, by a whole load of the page: a link that differs in its fragment only would be none. A profile that
 * this tab asked for stays, and with it the wallet.
 */
export function openNetwork(link: string): void {
  const url = new URL(link, location.href)
  const profile = new URL(location.href).searchParams.get('profile')
  if (profile !== null) url.searchParams.set('profile', profile)
  location.assign(url)
  if (url.hash) location.reload()
}
