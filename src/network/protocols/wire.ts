import type { Stream } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import { type CborValue, decode, encode } from '#chain/codec.ts'
import { MAX_ENCODED_DEPTH } from '#chain/limits.ts'
import type { Reader } from '#chain/schema.ts'
import { type Failure, fail, type Result } from '#lib/result.ts'
import type { WireRule } from '../network.ts'

/** A broken rule of the wire, by the peer at the other end. */
export type WireViolation = Failure<WireRule>

/** A stream of length-prefixed (unsigned varint) DAG-CBOR tuples. */
export interface Wire {
  /** Sends a message; waits while the peer reads too slowly. */
  send(value: CborValue, signal: AbortSignal): Promise<void>
  /**
   * The next message, or the failure of one that breaks a bound or the schema. Throws if the stream ends or
   * the signal aborts.
   */
  receive<T>(reader: Reader<T>, signal: AbortSignal): Promise<Result<T, WireViolation>>
  /** Closes the sending direction; the other one stays open. */
  end(signal: AbortSignal): Promise<void>
}

/** Both directions of a libp2p stream as a {@link Wire}; no message may be longer than `maxBytes`. */
export function wireOf(stream: Stream, maxBytes: number): Wire {
  // The peer may send the next message before this one is read.
  const messages = lpStream(stream, { maxDataLength: maxBytes, maxBufferSize: 2 * (maxBytes + 8) })
  return {
    send: (value, signal) => messages.write(encode(value), { signal }),
    receive: async (reader, signal) => {
      let bytes: Uint8Array
      try {
        bytes = (await messages.read({ signal })).slice()
      } catch (error) {
        if (isTooLong(error)) return fail('WIRE_TOO_LARGE', `a message of more than ${maxBytes} bytes`)
        throw error
      }
      return readMessage(bytes, reader, maxBytes)
    },
    end: signal => stream.close({ signal }),
  }
}

/** Decodes bytes as a message of the wire, or returns the rule that they break. */
export function readMessage<T>(
  bytes: Uint8Array,
  reader: Reader<T>,
  maxBytes: number,
): Result<T, WireViolation> {
  const decoded = decode(bytes, { maxBytes, maxDepth: MAX_ENCODED_DEPTH })
  if (!decoded.ok) {
    const code = decoded.error.code === 'ENCODING_TOO_LARGE' ? 'WIRE_TOO_LARGE' : 'WIRE_MALFORMED'
    return fail(code, `${decoded.error.code}: ${decoded.error.message}`)
  }
  const read = reader(decoded.value)
  return read.ok ? read : fail('WIRE_MALFORMED', read.error)
}

/** `it-length-prefixed` names: a length beyond the bound, or one that takes more bytes than the bound's. */
function isTooLong(error: unknown): boolean {
  const name = error instanceof Error ? error.name : ''
  return ['InvalidDataLengthError', 'InvalidDataLengthLengthError', 'StreamBufferError'].includes(name)
}
