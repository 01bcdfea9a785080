import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { downloadSource } from '../../download.ts'
import type { DraftWork } from './draft-saver.ts'

/** A draft as a file, with the draft's name as far as file systems allow. */
export const downloadDraft = ({ name, source }: DraftWork): void => downloadSource(source, fileNameOf(name))

/** `Shared to-do list` is `shared-to-do-list.js`. */
export function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return `${plain || 'contract'}.js`
}

/** Reads a chosen file as a draft. */
export async function readDraftFile(file: File): Promise<Result<DraftWork, Failure>> {
  if (file.size > MAX_SOURCE_BYTES) {
    return fail(
      'SOURCE_TOO_LARGE',
      `“${file.name}” has ${file.size} bytes; a contract has at most ${MAX_SOURCE_BYTES}`,
    )
  }
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const name = file.name.replace(/\.[cm]?js$/i, '').slice(0, DRAFT_NAME_CHARACTERS)
    return ok({ name: name || 'Contract', source: source.replaceAll('\r\n', '\n') })
  } catch {
    return fail('SOURCE_NOT_TEXT', `“${file.name}” is not text; choose a JavaScript file`)
  }
}

/** The name of a draft that begins as another one. */
export const copyName = (name: string): string => `${name.slice(0, DRAFT_NAME_CHARACTERS - 7)} (copy)`
