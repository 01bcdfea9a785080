import { readFileSync, writeFileSync } from 'node:fs'
import { MAX_HISTORY_LINES } from '../limits.ts'

/** Commands whose lines contain secrets: phrases, keys and passwords. */
const SECRET = /^\s*(wallet|address\s+import)\b/i

/** Whether a line may be written to disk. */
export const isKept = (line: string): boolean => line.trim() !== '' && !SECRET.test(line)

/** The lines of earlier prompts, the newest first, as node:readline keeps them. */
export function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(isKept).slice(0, MAX_HISTORY_LINES)
  } catch {
    return []
  }
}

export function writeHistory(file: string, lines: readonly string[]): void {
  writeFileSync(file, lines.filter(isKept).slice(0, MAX_HISTORY_LINES).join('\n'), { mode: 0o600 })
}
