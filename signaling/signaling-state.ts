/** What this instance has done since it started; plain numbers, so that counting costs nothing. */
export interface Counters {
  /** Clients that proved their id. */
  admitted: number
  /** Upgrades and clients that were turned away, for any reason. */
  refused: number
  /** Offers, answers and candidates received from clients. */
  messages: number
  /** Messages that went to another instance. */
  forwarded: number
  /** Offers that reached nobody. */
  expired: number
  /** Messages over the rate. */
  dropped: number
}

export const newCounters = (): Counters => ({
  admitted: 0,
  refused: 0,
  messages: 0,
  forwarded: 0,
  expired: 0,
  dropped: 0,
})

/** What a signaling server is doing. */
export interface SignalingState {
  readonly peers: number
  readonly networks: number
  /** All WebSockets, including those of clients that have not proven their id. */
  readonly sockets: number
  readonly isDraining: boolean
  /** Undefined if it is the only instance by design. */
  readonly cluster: { readonly connected: boolean; readonly instances: number } | undefined
  readonly counters: Readonly<Counters>
}
