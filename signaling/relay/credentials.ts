import { createHash, createHmac, randomBytes } from 'node:crypto'

/** The name under which browsers combine username and password. */
export const REALM = 'tabchain'

export interface Credentials {
  readonly username: string
  readonly credential: string
}

/**
 * Issues and recognises the credentials of tabs without remembering them: the username is the second at which
 * they expire and a name for the tab, the password a signature of that ("TURN REST"). The name is random
 * instead of the tab's PeerId, which anyone could claim to use up its budget. A restarted server recognises
 * none of before.
 */
export class TabCredentials {
  readonly #secret = randomBytes(32)

  constructor(
    private readonly validMs: number,
    private readonly clock: { now(): number } = Date,
  ) {}

  issue(): Credentials {
    const expiry = Math.floor((this.clock.now() + this.validMs) / 1000)
    const username = `${expiry}:${randomBytes(9).toString('base64url')}`
    return { username, credential: this.#passwordOf(username) }
  }

  /** The key that proves a username which has not expired; undefined for one that never was valid. */
  keyOf(username: string): Buffer | undefined {
    const [, expiry] = /^(\d{1,12}):[\w-]{1,64}$/.exec(username) ?? []
    if (Number(expiry) * 1000 > this.clock.now()) return keyOf(username, this.#passwordOf(username))
    return undefined
  }

  #passwordOf(username: string): string {
    return createHmac('sha1', this.#secret).update(username).digest('base64')
  }
}

/** The key of long-term credentials (RFC 8489, section 9.2.2). */
export const keyOf = (username: string, password: string): Buffer =>
  createHash('md5').update(`${username}:${REALM}:${password}`).digest()
