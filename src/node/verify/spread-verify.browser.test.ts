import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSignatureVerifier, type SignatureVerifier, type SignedMessage } from '#chain/signature.ts'
import { vectors } from '#chain/vectors/ed25519-speccheck.json'
import { hexToBytes } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { until } from '#testing/until.ts'
import { createTurn } from './create-turn.ts'
import { SPREAD_FROM, SPREAD_PIECE } from './limits.ts'
import { createNativeVerify } from './native-verify.ts'
import { portOf, spawnVerifyWorker } from './spawn-verify-worker.ts'
import { spreadVerify } from './spread-verify.ts'
import type { VerifyPort } from './verify-messages.ts'

const verify = createSignatureVerifier(createNativeVerify(crypto.subtle))

const speccheck = vectors.map(vector => ({
  publicKey: hexToBytes(vector.pub_key),
  message: hexToBytes(vector.message),
  signature: hexToBytes(vector.signature),
  zip215: vector.zip215,
}))

const payments = Array.from({ length: 40 }, (_, i) => {
  const secretKey = new Uint8Array(32).fill(i + 1)
  const message = utf8FromText(`pay ${i} to a friend`)
  return { publicKey: ed25519.getPublicKey(secretKey), message, signature: ed25519.sign(message, secretKey) }
})
const payment = (i: number) => payments[i % payments.length] as SignedMessage
const forged = (i: number): SignedMessage => ({ ...payment(i), signature: payment(i + 1).signature })

/** A batch in which every seventh signature is forged. */
const mixed = Array.from({ length: 300 }, (_, i) => (i % 7 === 3 ? forged(i) : payment(i)))
const mixedVerdicts = mixed.map((_, i) => i % 7 !== 3)

/** A pool of real workers; `answered` counts their answers, `died` the dead workers. */
function poolOf(spawn: () => VerifyPort, here: SignatureVerifier = verify) {
  const seen = { answered: 0, died: 0, spawned: 0 }
  const check = spreadVerify({
    here,
    spawn: () => {
      const port = spawn()
      seen.spawned++
      onTestFinished(() => port.terminate())
      return {
        ...port,
        listen: ({ answer, died }) =>
          port.listen({
            answer: received => {
              seen.answered++
              answer(received)
            },
            died: () => {
              seen.died++
              died()
            },
          }),
      }
    },
    maxHelpers: 1,
    turn: createTurn(),
  })
  return { check, seen }
}

/** A pool whose helper checks all but one piece of a batch of `length`, because this thread waits for it. */
function mostlyHelped(spawn: () => VerifyPort, length: number) {
  const pieces = Math.ceil(length / SPREAD_PIECE)
  const pool = poolOf(spawn, async (...input) => {
    await until(() => expect(pool.seen.answered).toBeGreaterThanOrEqual(pieces - 1))
    return verify(...input)
  })
  return pool
}

describe('a helper has the verdict of ZIP-215', () => {
  test('on the speccheck vectors, and on keys and signatures of odd lengths', async () => {
    const odd = speccheck.flatMap(item => [
      { ...item, publicKey: item.publicKey.subarray(1), zip215: false },
      { ...item, signature: Uint8Array.of(...item.signature, 0), zip215: false },
      { ...item, publicKey: new Uint8Array(), zip215: false },
    ])
    const rest = Array.from({ length: SPREAD_FROM }, (_, i) => ({ ...payment(i), zip215: true }))
    const items = [...speccheck, ...odd, ...rest]
    const { check } = mostlyHelped(spawnVerifyWorker, items.length)
    expect(await check(items)).toEqual(items.map(({ zip215 }) => zip215))
  })

  test('on a batch of valid and forged signatures, in order', async () => {
    const { check } = mostlyHelped(spawnVerifyWorker, mixed.length)
    expect(await check(mixed)).toEqual(mixedVerdicts)
  })
})

describe('every verdict is correct with a helper', () => {
  const scriptOf = (text: string) => () =>
    portOf(new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))))

  const revoked = URL.createObjectURL(new Blob([]))
  URL.revokeObjectURL(revoked)

  test.each([
    ['whose script fails', scriptOf('throw new Error("out of luck")')],
    ['whose script is missing', () => portOf(new Worker(revoked))],
    ['that throws at work', scriptOf('onmessage = () => { throw new Error("out of luck") }')],
  ])('%s', async (_name, spawn) => {
    const { check, seen } = poolOf(spawn)
    expect(await check(mixed)).toEqual(mixedVerdicts)
    await until(() => expect(seen.died).toBeGreaterThan(0))
    expect(await check(mixed)).toEqual(mixedVerdicts)
    expect(seen.spawned).toBe(2)
  })

  test('that is terminated in the middle of a batch, without an event', async () => {
    let checked = 0
    const ports: VerifyPort[] = []
    const { check, seen } = poolOf(
      () => {
        const port = spawnVerifyWorker()
        ports.push(port)
        return port
      },
      async (...input) => {
        if (checked++ === SPREAD_PIECE) {
          await until(() => expect(seen.answered).toBeGreaterThan(0))
          ports[0]?.terminate()
        }
        return verify(...input)
      },
    )
    expect(await check(mixed)).toEqual(mixedVerdicts)
    expect(seen.answered).toBeGreaterThan(0)
    const { answered } = seen
    expect(await check(mixed)).toEqual(mixedVerdicts)
    expect(seen.answered).toBe(answered)
  })

  test('that cannot be created', async () => {
    const { check } = poolOf(() => {
      throw new DOMException('forbidden by policy', 'SecurityError')
    })
    expect(await check(mixed)).toEqual(mixedVerdicts)
  })
})
