import { type Failure, fail, ok, type Result } from '#lib/result.ts'

/** How many bytes the relay passes on in an hour. */
export interface RelayBudget {
  readonly tabBytes: number
  readonly allBytes: number
}

/** A tab that sends a large file, and about 44 Mbit/s in all. */
export const DEFAULT_BUDGET: RelayBudget = { tabBytes: 1e9, allBytes: 20e9 }

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12 }
const OFF = ['', '0', 'false', 'no', 'off']
const ON = ['1', 'true', 'yes', 'on']

/** Reads the value of `--relay`: on, off, or the budgets of a tab and of all, such as `500MB/10GB`. */
export function parseRelay(text: string): Result<RelayBudget | undefined, Failure<'RELAY'>> {
  if (OFF.includes(text)) return ok(undefined)
  if (ON.includes(text)) return ok(DEFAULT_BUDGET)
  const parts = text.split('/')
  const [tabBytes, allBytes] = parts.map(parseBytes)
  if (parts.length !== 2 || tabBytes === undefined || allBytes === undefined)
    return refuse(`takes the bytes that it may pass on in an hour, for each tab and for all, not "${text}"`)
  if (tabBytes > allBytes)
    return refuse(`gives each tab more than all together: put the smaller budget first, not "${text}"`)
  return ok({ tabBytes, allBytes })
}

/** A whole or decimal number of megabytes, gigabytes or terabytes, at least one megabyte. */
function parseBytes(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?(MB|GB|TB)$/i.exec(text.trim()) ?? []
  const bytes = Number(number) * (UNITS[unit.toUpperCase()] ?? 0)
  return bytes >= 1e6 ? bytes : undefined
}

const refuse = (what: string) =>
  fail('RELAY', `--relay (RELAY) ${what}. For example --relay=500MB/10GB, or --relay alone for 1GB/20GB.`)
