/** What the server reports while it runs: for people, or one JSON object a line for programs. */
export interface Log {
  info(event: string, message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, message: string, facts?: Readonly<Record<string, unknown>>): void
}

/**
 * A log that writes lines. It never receives ids or addresses of clients: who talks to whom is nobody's
 * business.
 */
export function createLog(format: 'text' | 'json', write: (line: string) => void, now = Date.now): Log {
  const at =
    (level: 'info' | 'warn'): Log['info'] =>
    (event, message, facts = {}) =>
      write(
        format === 'json'
          ? JSON.stringify({ time: new Date(now()).toISOString(), level, event, message, ...facts })
          : message,
      )
  return { info: at('info'), warn: at('warn') }
}
