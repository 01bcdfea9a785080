import { plural, t } from '@lingui/core/macro'
import { DRAFT_NAME_CHARACTERS } from '#api/limits.ts'
import { MAX_SOURCE_BYTES } from '#chain/limits.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { downloadSource } from '../../download.ts'
import { countText } from '../../format/quantity-text.ts'
import type { DraftWork } from './draft-saver.ts'

/** A draft as a file, with the draft's name as far as file systems allow. */
export const downloadDraft = ({ name, source }: DraftWork): void => downloadSource(source, fileNameOf(name))

/** The file name of a draft: `Shared to-do list` becomes `shared-to-do-list.js`. */
export function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return `${plain || 'contract'}.js`
}

/** Reads a chosen file as a draft. */
export async function readDraftFile(file: File): Promise<Result<DraftWork, Failure>> {
  const { name, size } = file
  if (size > MAX_SOURCE_BYTES) {
    const most = countText(MAX_SOURCE_BYTES)
    return fail(
      'SOURCE_TOO_LARGE',
      t`“${name}” has ${plural(size, { one: '# byte', other: '# bytes' })}; a contract has at most ${most}`,
    )
  }
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    const title = name.replace(/\.[cm]?js$/i, '').slice(0, DRAFT_NAME_CHARACTERS)
    return ok({ name: title || t`Contract`, source: source.replaceAll('\r\n', '\n') })
  } catch {
    return fail('SOURCE_NOT_TEXT', t`“${name}” is not text; choose a JavaScript file`)
  }
}

/** The name of a copy of a draft. */
export function copyName(name: string): string {
  const ending = t`(copy)`
  return `${name.slice(0, DRAFT_NAME_CHARACTERS - ending.length - 1)} ${ending}`
}
