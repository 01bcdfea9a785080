import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** What a profile keeps for its next start. */
export interface Remembered {
  /** The page that it had open last. */
  readonly address?: string
  /** Of its own server: the page's storage belongs to the address, and with it to the port. */
  readonly port?: number
}

/** Nothing, where nothing was kept or it cannot be read: it can always be given again. */
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

/** Adds to what is kept. */
export function remember(file: string, more: Remembered): void {
  const draft = `${file}.new`
  writeFileSync(draft, `${JSON.stringify({ ...readRemembered(file), ...more }, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}
