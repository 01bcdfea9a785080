import type { Brand } from './brand.ts'

/**
 * The name of a file as text: a CID of version 1 in base32, `b` first. Made by `chain/cid.ts` and by
 * `files/block.ts`.
 */
export type Cid = Brand<string, 'Cid'>
