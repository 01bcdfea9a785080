import type { IncomingMessage } from 'node:http'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** Reads a comma-separated list of origins; undefined means that pages of any origin may use the server. */
export function parseOrigins(list: string): Result<readonly string[] | undefined, Failure<'ORIGINS'>> {
  const origins = list.split(',').flatMap(part => part.trim() || [])
  const bad = origins.find(
    text => !URL.canParse(text) || !/^https?:/.test(text) || new URL(text).origin !== text,
  )
  if (bad !== undefined)
    return fail(
      'ORIGINS',
      `--origins (ORIGINS) takes origins such as https://tabs.example.org, not "${bad}".`,
    )
  return ok(origins.length === 0 ? undefined : origins)
}

/**
 * Whether the page that asks may use the server: it is listed, or served from the same host. It keeps other
 * sites from using the server in their visitors' browsers; programs can write any origin.
 */
export function isAllowedOrigin(
  { headers }: IncomingMessage,
  allowed: readonly string[] | undefined,
): boolean {
  const { origin, host } = headers
  if (allowed === undefined || origin === undefined) return true
  return allowed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host)
}
