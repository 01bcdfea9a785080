import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Values that a profile stores for its next start. */
export interface Remembered {
  /** The page that was open last. */
  readonly address?: string
  /** The port of its own server: the page's storage belongs to the address, and so to the port. */
  readonly port?: number
}

/** Reads them; empty if nothing is stored or readable, because all of it can be given again. */
export function readRemembered(file: string): Remembered {
  try {
    const read = (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as Partial<Record<keyof Remembered, unknown>>
    const { address, port } = read
    return {
      ...(typeof address === 'string' && URL.canParse(address) ? { address } : {}),
      ...(Number.isInteger(port) ? { port: port as number } : {}),
    }
  } catch {
    return {}
  }
}

/** Adds to the stored values. */
export function remember(file: string, more: Remembered): void {
  const draft = `${file}.new`
  writeFileSync(draft, `${JSON.stringify({ ...readRemembered(file), ...more }, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}
