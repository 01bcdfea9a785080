import { download } from '../../download.ts'
import { safeFileName } from '../../format/safe-file-name.ts'

/** The destination of a file that is saved. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
  /** Deletes what was written. */
  abort(): Promise<void>
}

/** Chromium's File System Access API, which TypeScript's DOM types lack. */
interface SavePicker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>
}

/**
 * A file on the disk: chosen by the user and written as a stream if the browser can, otherwise a download at
 * the end. It must be called in a click. It resolves to undefined if the user cancels.
 */
export async function openFileSink(name: string, fallback: string): Promise<FileSink | undefined> {
  const suggestedName = safeFileName(name, fallback)
  const picker = (window as SavePicker).showSaveFilePicker
  if (!picker) return downloadSink(suggestedName)
  try {
    const handle = await picker.call(window, { suggestedName })
    const stream = await handle.createWritable()
    return {
      write: bytes => stream.write(bytes),
      close: () => stream.close(),
      abort: () => stream.abort(),
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    // A frame of another site may not ask, and some names are refused: a download needs no permission.
    return downloadSink(suggestedName)
  }
}

/** Collects the parts for a download; the browser may keep each on disk, because each is a separate blob. */
function downloadSink(name: string): FileSink {
  const parts: Blob[] = []
  return {
    write: async bytes => void parts.push(new Blob([bytes])),
    // Bytes without a type: whatever it is, no browser opens it as a page of this site.
    close: async () => download(new Blob(parts, { type: 'application/octet-stream' }), name),
    abort: async () => void parts.splice(0),
  }
}
