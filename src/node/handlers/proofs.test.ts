import { beforeAll, describe, expect, test } from 'vitest'
import { COIN } from '#chain/amount.ts'
import { MAX_PROOF_BYTES } from '#chain/limits.ts'
import { verifyProof } from '#chain/proof.ts'
import { hexToBytes } from '#lib/bytes.ts'
import { authorityNetwork } from '#testing/authority-network.ts'
import { testAccount } from '#testing/chain-builder.ts'
import { openSingleTab, type SingleTab } from '#testing/single-tab.ts'

const CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'
const me = testAccount(1)
const other = testAccount(2)

let single: SingleTab
let payment: string
let change: string
let firstRecord: string

const idOf = (sent: Awaited<ReturnType<SingleTab['api']['send']>>): string => {
  if (!sent.ok) throw new Error(sent.error.message)
  return sent.value.txId
}

/** Two blocks: a payment, a change of authorities and a record of a file; then the file again. */
beforeAll(async () => {
  single = await openSingleTab(authorityNetwork({ authorities: [me], admin: me, rich: [me] }))
  const { api, mine } = single
  const record = { from: 'main', cid: CID, sizeBytes: 1 }
  payment = idOf(await api.send({ from: 'main', to: other.text, amount: COIN }))
  change = idOf(await api.authorityChange({ action: 'add', address: other.text }))
  firstRecord = idOf(await api.fileRecord({ ...record, name: 'first.txt' }))
  await mine()
  await api.fileRecord({ ...record, name: 'second.txt' })
  await mine()
})

/**
 * Makes a proof, and checks that the stand-alone verifier and this node accept it, the latter by id and by
 * bytes.
 */
async function proven(args: { of: string; event?: number }) {
  const { api } = single
  const made = await api.chainProof(args)
  if (!made.ok) throw new Error(made.error.message)
  const { statement, header, proof } = made.value
  expect(verifyProof(hexToBytes(header.bytes), hexToBytes(proof)).ok).toBe(true)
  for (const form of [header.id, header.bytes]) {
    expect(await api.chainCheck({ proof, header: form })).toEqual({
      ok: true,
      value: { holds: true, statement },
    })
  }
  return made.value
}

describe('a proof', () => {
  test('of a balance, by address or name, leads to the tip', async () => {
    const { header } = single.node.chain.tip
    expect(await proven({ of: other.text })).toMatchObject({
      statement: { type: 'account', address: other.text, balance: COIN, nonce: 0 },
      header: { id: header.id, height: 2 },
    })
    expect(await proven({ of: 'main' })).toMatchObject({ statement: { address: me.text, nonce: 4 } })
  })

  test('of an address without coins', async () => {
    const stranger = testAccount(77).text
    expect(await proven({ of: stranger })).toMatchObject({
      statement: { type: 'account', address: stranger, balance: 0n, nonce: 0 },
    })
  })

  test('of a transaction, one of its events, a file’s first record, an entry', async () => {
    expect(await proven({ of: payment.toUpperCase() })).toMatchObject({
      statement: { type: 'transaction', txId: payment },
      header: { height: 1 },
    })
    expect(await proven({ of: change, event: 0 })).toMatchObject({
      statement: { type: 'event', txId: change, source: 'authority', name: 'added', data: [other.text] },
    })
    expect(await proven({ of: CID })).toMatchObject({
      statement: { type: 'file', txId: firstRecord, cid: CID, name: 'first.txt', author: me.text },
    })
    expect(await proven({ of: '04' })).toMatchObject({
      statement: { type: 'entry', key: '04', value: expect.stringMatching(/^[0-9a-f]+$/) },
    })
    expect(await proven({ of: '05' })).toMatchObject({ statement: { type: 'entry', key: '05', value: null } })
  })

  test('of something unknown fails, and the message says what to give', async () => {
    const cases = [
      [{ of: 'what' }, 'PROOF_SUBJECT_BAD', /^of: /],
      [{ of: '00'.repeat(32) }, 'TX_UNKNOWN', /^of: .*confirmed/],
      [{ of: CID.replace('zjut3', 'zjuu3') }, 'FILE_UNKNOWN', /^of: .*file record/],
      [{ of: 'main', event: 0 }, 'EVENT_BAD', /^event: /],
      [{ of: change, event: 1 }, 'EVENT_BAD', /^event: .*1 events/],
      [{ of: change, event: -1 }, 'EVENT_BAD', /^event: /],
      [{ of: payment, event: 0 }, 'EVENT_BAD', /^event: .*0 events/],
    ] as const
    for (const [args, code, message] of cases) {
      expect(await single.api.chainProof(args)).toMatchObject({
        ok: false,
        error: { code, message: expect.stringMatching(message) },
      })
    }
  })
})

describe('a check', () => {
  test('with another block’s header, or of a changed proof, reports why it is invalid', async () => {
    const { api, node } = single
    const { proof, header } = await proven({ of: payment })
    expect(await api.chainCheck({ proof, header: node.chain.tip.header.id })).toEqual({
      ok: true,
      value: { holds: false, reason: expect.stringContaining(header.id) },
    })
    const changed = proof.slice(0, -1).concat(proof.endsWith('0') ? '1' : '0')
    expect(await api.chainCheck({ proof: changed, header: header.id })).toEqual({
      ok: true,
      value: { holds: false, reason: expect.stringContaining('checksum') },
    })
  })

  test('of an invalid proof or header names the field', async () => {
    const { api } = single
    const { proof } = await proven({ of: payment })
    const cases = [
      [{ proof: 'xyz', header: '00' }, 'HEX_BAD', /^proof: /],
      [{ proof: '', header: '00' }, 'HEX_BAD', /^proof: /],
      [{ proof: '00'.repeat(MAX_PROOF_BYTES + 1), header: '00' }, 'HEX_BAD', /^proof: .*never has more/],
      [{ proof, header: '0' }, 'HEX_BAD', /^header: /],
      [{ proof, header: '00'.repeat(32) }, 'BLOCK_UNKNOWN', /^header: /],
    ] as const
    for (const [args, code, message] of cases) {
      expect(await api.chainCheck(args)).toMatchObject({
        ok: false,
        error: { code, message: expect.stringMatching(message) },
      })
    }
  })
})
