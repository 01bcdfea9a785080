import { TokenBucket } from '#lib/token-bucket.ts'
import type { SignalingLimits } from './limits.ts'
import type { ClientSocket, SocketOwner } from './websocket/client-socket.ts'

const START_MS = Date.now()

/** Small whole numbers, because V8 keeps those in the seat itself. */
export const msSinceStart = (): number => Date.now() - START_MS

/** Receives what happens at all seats. */
export interface SeatHandlers {
  readonly limits: SignalingLimits
  onText(seat: Seat, text: string, sizeBytes: number): void
  onBinary(seat: Seat): void
  onControl(seat: Seat): void
  onClosed(seat: Seat): void
}

/** What a client says of itself, and what is seen of it. */
export interface Applicant {
  readonly networkId: string
  readonly peerId: string
  readonly address: string
  /** The host name that the client dialled; undefined if a proxy hides it. */
  readonly host: string | undefined
  /** The challenge that the client has to sign. */
  readonly nonce: string
  /** Refuses a client that does not. */
  deadline?: NodeJS.Timeout
}

/** A client's place: its socket, its id, and what it may still send. */
export class Seat implements SocketOwner {
  networkId: string
  readonly peerId: string
  readonly address: string
  /** Undefined once the client has proven its id. */
  applicant: Applicant | undefined
  status: 'asked' | 'checking' | 'seated' = 'asked'
  #admittedAt = 0
  /** Whether anything arrived since the last ping of the sweep. */
  alive = true
  /** Whether a message did; a frozen page answers pings only. */
  hasReceived = false
  lastReceivedAt = msSinceStart()
  /** Messages dropped for the rate. */
  dropped = 0
  readonly bucket: TokenBucket

  constructor(
    readonly socket: ClientSocket,
    applicant: Applicant,
    private readonly handlers: SeatHandlers,
  ) {
    this.networkId = applicant.networkId
    this.peerId = applicant.peerId
    this.address = applicant.address
    this.applicant = applicant
    this.bucket = new TokenBucket(handlers.limits.connectionUnits, Date)
    socket.owner = this
  }

  /** When the client proved its id, by this machine's clock. */
  get admittedAtMs(): number {
    return START_MS + this.#admittedAt
  }

  admitted(): void {
    this.status = 'seated'
    this.#admittedAt = msSinceStart()
  }

  onText(text: string, sizeBytes: number): void {
    this.handlers.onText(this, text, sizeBytes)
  }

  onBinary(): void {
    this.handlers.onBinary(this)
  }

  onControl(): void {
    this.handlers.onControl(this)
  }

  onClosed(): void {
    this.handlers.onClosed(this)
  }
}
