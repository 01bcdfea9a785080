import { decodeJournal, type Journal } from '#chain/apply/journal.ts'
import { decodeBody } from '#chain/block/body-codec.ts'
import type { Transaction } from '#chain/transaction/transaction.ts'
import { assert } from '#lib/assert.ts'
import type { Chain } from '../chain.ts'

/** Decodes a body from the database, which has only checked ones. */
export function storedBody(chain: Chain, bytes: Uint8Array): readonly Transaction[] {
  const body = decodeBody(bytes, chain.genesis.limits)
  assert(body.ok, 'a stored body decodes')
  return body.value
}

/** Decodes an undo journal from the database. */
export function storedJournal(bytes: Uint8Array): Journal {
  const journal = decodeJournal(bytes)
  assert(journal.ok, 'a stored undo journal decodes')
  return journal.value
}
