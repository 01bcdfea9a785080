import type { ProvenStatement } from '#api/results.ts'
import { formatAddress } from '#chain/address.ts'
import { formatCid } from '#chain/cid.ts'
import type { ProvenFact } from '#chain/proof.ts'
import { unreachable } from '#lib/assert.ts'
import { bytesToHex } from '#lib/bytes.ts'

/** Converts a proven fact for results, with addresses and CIDs as text. */
export function provenStatement(fact: ProvenFact): ProvenStatement {
  switch (fact.type) {
    case 'account':
      return {
        type: 'account',
        address: formatAddress(fact.address),
        balance: fact.balance,
        nonce: fact.nonce,
      }
    case 'entry':
      return { type: 'entry', key: fact.key, value: fact.value === undefined ? null : bytesToHex(fact.value) }
    case 'transaction':
      return { type: 'transaction', txId: fact.txId }
    case 'event': {
      const { txId, index, source, name, data } = fact
      return { type: 'event', txId, index, source, name, data: [...data] }
    }
    case 'file': {
      const { txId, cid, name, sizeBytes, mediaType, note, author } = fact
      const shown = { cid: formatCid(cid), author: formatAddress(author) }
      return { type: 'file', txId, name, sizeBytes, mediaType, note, ...shown }
    }
    default:
      return unreachable(fact)
  }
}
