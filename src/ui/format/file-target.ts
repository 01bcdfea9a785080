import { t } from '@lingui/core/macro'
import { formatCid, parseCid } from '#chain/cid.ts'

/** The target of a search among files. */
export type FileTarget =
  | { readonly type: 'name' }
  | { readonly type: 'cid'; readonly cid: string }
  | { readonly type: 'wrong'; readonly message: string }

/** Codecs of a file's root: raw bytes and dag-pb. */
const CODECS = [0x55, 0x70]

/**
 * Text that begins like a CID and is as long as one is treated as one, also of version 0. Pure: it does not
 * check that the file exists.
 */
export function fileTarget(typed: string): FileTarget {
  const text = typed.trim().replace(/^ipfs:\/\//i, '')
  if (!/^(baf[a-z0-9]{30,}|Qm\w{30,})$/i.test(text)) return { type: 'name' }
  const cid = parseCid(text)
  if (!cid.ok) {
    const problem = cid.error.message
    return { type: 'wrong', message: t`This CID is not valid: ${problem}` }
  }
  if (!CODECS.includes(cid.value[1] as number)) {
    return {
      type: 'wrong',
      message: t`This CID does not name a file; copy the CID of the file`,
    }
  }
  return { type: 'cid', cid: formatCid(cid.value) }
}

/** Why a text is not the CID of a file; undefined if it is one. */
export function cidProblem(text: string): string | undefined {
  const target = fileTarget(text)
  if (target.type === 'cid') return undefined
  return target.type === 'wrong'
    ? target.message
    : t`This is not a CID; CIDs of files begin with bafk or bafy`
}

/** Whether a text is a complete and valid CID of a file. */
export const isFileCid = (text: string): boolean => text.startsWith('baf') && fileTarget(text).type === 'cid'
