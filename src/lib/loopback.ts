/** Whether a URL leads to the machine of whoever opens it; browsers trust http there. */
export function isLoopbackUrl(url: string): boolean {
  const hostname = /^https?:\/\/(\[[^\]]*\]|[^:/?#]*)/i.exec(url)?.[1] ?? ''
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    hostname.startsWith('127.')
  )
}
