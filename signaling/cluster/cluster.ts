/** A message on its way to a client of another instance. */
export interface Letter {
  readonly networkId: string
  readonly src: string
  readonly dst: string
  /** Whether the sender receives EXPIRE if nobody receives it. */
  readonly isOffer: boolean
  /** What the client receives: JSON text on one line. */
  readonly text: string
  /** Whether it was sent to an instance already that did not have the receiver. */
  readonly isRetry?: boolean
}

/** What an instance does for the others. */
export interface ClusterHost {
  /** Hands a letter to a client of this instance; false if it is not here. */
  deliver(letter: Letter): boolean
  /** An offer of a client of this instance reached nobody. */
  expire(networkId: string, src: string, dst: string): void
  /** The client has proven its id at another instance. */
  evict(networkId: string, peerId: string): void
  networks(): Iterable<HostedNetwork>
}

/** The clients of one network at this instance. */
export interface HostedNetwork {
  readonly id: string
  /** Each with the time of its admission in milliseconds, by this machine's clock. */
  peers(): Iterable<readonly [peerId: string, since: number]>
}

/** Peers of one network at another instance: how many, and some of them at random. */
export interface RemotePeers {
  readonly count: number
  readonly sample: string[]
}

/**
 * The other signaling instances. Nothing here throws: while they cannot be reached, each instance introduces
 * its own clients to each other.
 */
export interface Cluster {
  /** Records that a client is here, and ends its connection to any other instance. */
  claim(networkId: string, peerId: string, since: number): Promise<void>
  leave(networkId: string, peerId: string): void
  /** Sends a letter to the instance of its receiver. */
  forward(letter: Letter): void
  /** At most `limit` random peers of the network per other instance. */
  sample(networkId: string, limit: number): Promise<RemotePeers[]>
  /** Whether the others can be reached, and how many instances there are with this one. */
  status(): { readonly connected: boolean; readonly instances: number }
  /** Leaves the others. */
  close(): Promise<void>
}
