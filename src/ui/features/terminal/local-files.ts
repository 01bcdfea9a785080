import type { TerminalFile } from '#terminal/terminal-files.ts'
import { download } from '../../download.ts'

/** Access to the user's own files through the browser. */

/** Opens the browser's file dialog; undefined when it is closed without a choice. */
export function chooseFile(): Promise<TerminalFile | undefined> {
  return new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.addEventListener('cancel', () => resolve(undefined))
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      resolve(file && terminalFile(file))
    })
    input.click()
  })
}

/** Saves a file as a download. */
export function saveFile({ name, type, content }: TerminalFile): void {
  download(new Blob([content], { type }), name)
}

export const terminalFile = (file: File): TerminalFile => ({
  name: file.name,
  type: file.type,
  content: file,
})
