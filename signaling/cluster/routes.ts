/** At which instance a peer was last, for at most `max` peers; the one that was learned first is forgotten first. */
export class Routes {
  readonly #instances = new Map<string, string>()

  constructor(private readonly max: number) {}

  get size(): number {
    return this.#instances.size
  }

  get(networkId: string, peerId: string): string | undefined {
    return this.#instances.get(key(networkId, peerId))
  }

  set(networkId: string, peerId: string, instance: string): void {
    const peer = key(networkId, peerId)
    // Mostly nothing has changed, and moving an entry costs more than looking.
    if (this.#instances.get(peer) === instance) return
    // Deleted and set again, so that the newest are last.
    this.#instances.delete(peer)
    this.#instances.set(peer, instance)
    if (this.#instances.size <= this.max) return
    const oldest = this.#instances.keys().next()
    if (!oldest.done) this.#instances.delete(oldest.value)
  }

  delete(networkId: string, peerId: string): void {
    this.#instances.delete(key(networkId, peerId))
  }

  /** Forgets every peer of an instance that is gone. */
  forget(instance: string): void {
    for (const [peer, at] of this.#instances) if (at === instance) this.#instances.delete(peer)
  }
}

const key = (networkId: string, peerId: string): string => `${networkId}.${peerId}`
