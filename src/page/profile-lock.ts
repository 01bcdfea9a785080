/** More nodes than this in one browser are a mistake; each has its own databases. */
const MAX_PROFILES = 64

/**
 * Takes a profile for as long as this page lives: the requested one, else the first free one, so that a
 * second tab is a second node with its own identity. Undefined if the requested one is taken, or all are. The
 * lock ends with the page, also if it crashes.
 */
export async function takeProfile(asked: number | undefined): Promise<number | undefined> {
  if (asked !== undefined) return (await hold(asked)) ? asked : undefined
  for (let profile = 0; profile < MAX_PROFILES; profile++) {
    if (await hold(profile)) return profile
  }
  return undefined
}

function hold(profile: number): Promise<boolean> {
  return new Promise(resolve => {
    void navigator.locks.request(`tabchain/profile/${profile}`, { ifAvailable: true }, lock => {
      resolve(lock !== null)
      // Never settles: the browser frees the lock when the page ends.
      return lock && new Promise(() => {})
    })
  })
}
