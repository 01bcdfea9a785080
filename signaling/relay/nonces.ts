import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Nonces that the server recognises without remembering them: each names its time and is signed for one
 * client.
 */
export class Nonces {
  readonly #secret = randomBytes(32)

  constructor(
    private readonly validMs: number,
    private readonly clock: { now(): number } = Date,
  ) {}

  issue(clientId: string): string {
    return this.#nonce(this.clock.now().toString(36), clientId)
  }

  isValid(nonce: string, clientId: string): boolean {
    const [time = ''] = nonce.split('.')
    const expected = Buffer.from(this.#nonce(time, clientId))
    const actual = Buffer.from(nonce)
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false
    return this.clock.now() - Number.parseInt(time, 36) <= this.validMs
  }

  #nonce(time: string, clientId: string): string {
    const signature = createHmac('sha256', this.#secret).update(`${time} ${clientId}`).digest('base64url')
    return `${time}.${signature.slice(0, 22)}`
  }
}
