import { t } from '@lingui/core/macro'
import { createQrReader } from './read-qr.ts'

/** A file that holds an offer or an answer is smaller. */
const MAX_TEXT_BYTES = 32_768

export interface Picked {
  /** The texts of the QR codes in the pictures. */
  readonly codes: readonly string[]
  /** The content of a text file. */
  readonly text?: string
  readonly problem?: string
}

/** Reads files that a person picked: pictures of QR codes, or one text. */
export async function readPicked(files: readonly File[]): Promise<Picked> {
  const codes: string[] = []
  let problem: string | undefined
  for (const file of files) {
    const { name } = file
    if (!file.type.startsWith('image/')) {
      if (file.size <= MAX_TEXT_BYTES) return { codes, text: await file.text() }
      problem = t`${name} is too large for an offer or an answer.`
      continue
    }
    const found = await readPicture(file)
    if (found === undefined) problem = t`The browser cannot show ${name}; take a screenshot instead.`
    else if (found.length === 0)
      problem = t`There is no QR code in ${name}, or it is cut off or blurred; take the picture again.`
    else codes.push(...found)
  }
  return { codes, ...(problem === undefined ? {} : { problem }) }
}

/** Undefined for a picture of an unknown format. */
async function readPicture(file: File): Promise<readonly string[] | undefined> {
  const read = await createQrReader()
  try {
    const bitmap = await createImageBitmap(file)
    const found = await read(bitmap)
    bitmap.close()
    return found
  } catch {
    return undefined
  }
}
