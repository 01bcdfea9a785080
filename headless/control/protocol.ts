import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/**
 * The messages on the control socket: one JSON object per line. A client asks to run a command line or to
 * stop one that it sent; the peer answers each with the same `id`, in the order in which they end.
 */
export type Request =
  | { readonly id: number; readonly line: string }
  | { readonly id: number; readonly cancel: true }

export type Response =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure }

export function parseRequest(text: string): Result<Request, Failure> {
  const { id, line, cancel } = fieldsOf(text)
  if (!Number.isSafeInteger(id)) return fail('REQUEST_BAD', 'id: a request needs a whole number')
  if (cancel === true) return ok({ id: id as number, cancel })
  if (typeof line === 'string') return ok({ id: id as number, line })
  return fail('REQUEST_BAD', 'line: a request needs the text of a command, or "cancel": true')
}

/** Undefined for a text that no peer sends. */
export function parseResponse(text: string): Response | undefined {
  const { id, ok: done, result, error } = fieldsOf(text)
  if (!Number.isSafeInteger(id)) return undefined
  if (done === true) return { id: id as number, ok: true, result }
  const { code, message } = (error ?? {}) as Partial<Failure>
  if (done !== false || typeof code !== 'string' || typeof message !== 'string') return undefined
  return { id: id as number, ok: false, error: { code, message } }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/**
 * Cuts a stream of bytes into lines. `push` returns the whole lines of a chunk, or undefined if one is longer
 * than `maxBytes`: then no more can be read of this stream.
 */
export function createLineReader(maxBytes: number): { push(chunk: Buffer): string[] | undefined } {
  let parts: Buffer[] = []
  let size = 0

  return {
    push(chunk) {
      const lines: string[] = []
      let rest = chunk
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        if (size + end > maxBytes) return undefined
        lines.push(Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8'))
        parts = []
        size = 0
        rest = rest.subarray(end + 1)
      }
      size += rest.length
      if (rest.length > 0) parts.push(rest)
      return size > maxBytes ? undefined : lines
    },
  }
}
