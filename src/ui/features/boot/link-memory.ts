/** The query of the page's address that the user accepted in this tab. No link can write it. */
const AGREED = 'tabchain.agreed'
const PICKS = 'tabchain.picks-network'
/** The request of a link, in the query of the page's address. */
const ASKED = ['network', 'join', 'signal']

/** Remembers that the user accepted this query, so that a reload or the next page does not ask again. */
export function agree(search: string): void {
  remember(AGREED, search)
}

/** Removes a join code from the address once its network runs: at the next load it may have expired. */
export function forgetCode(): void {
  if (new URLSearchParams(location.search).has('join')) forgetLink()
}

export const isAgreed = (search: string): boolean => recall(AGREED) === search

/** Removes a link's request from the address, so that a reload does not ask again. */
export function forgetLink(): void {
  const url = new URL(location.href)
  for (const name of ASKED) url.searchParams.delete(name)
  history.replaceState(history.state, '', url)
}

/** Reloads the page, which then asks for a network before it starts a node. */
export function openNetworkPicker(): void {
  remember(PICKS, 'yes')
  forgetLink()
  location.reload()
}

/**
 * Whether the user asked for the network picker. It is true only once: the next load of the page starts as
 * usual.
 */
export function takePickerWish(): boolean {
  const wish = recall(PICKS)
  if (wish !== null) remember(PICKS, null)
  return wish !== null
}

/** If the browser refuses, the user is asked again. */
function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, value)
  } catch {}
}

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
