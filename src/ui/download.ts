/**
 * How long the browser may take to read a download after the click: no event reports that it has finished.
 */
const READABLE_MS = 60_000

/** Downloads a file. Its name is not checked; see `format/safe-file-name.ts` for names by others. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READABLE_MS)
}

/** The same for the source of a contract. */
export const downloadSource = (source: string, name: string): void =>
  download(new Blob([source], { type: 'text/javascript' }), name)
