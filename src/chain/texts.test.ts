import { describe, expect, test } from 'vitest'
import { decodeValue } from '#contracts/decode-value.ts'
import { encodeValue } from '#contracts/encode-value.ts'
import type { Value } from '#contracts/value.ts'
import { LAB, type LabReport, labAnswer, labQuestion } from '#lab/wire/lab-protocol.ts'
import { assert, known } from '#lib/assert.ts'
import { ok, type Result } from '#lib/result.ts'
import { encodeInvite, parseInvite } from '#network/invite.ts'
import { shakeAsDialler } from '#network/protocols/handshake.ts'
import { readMessage } from '#network/protocols/wire.ts'
import { foundNetwork } from '#node/founding/found-network.ts'
import { TEST_GENESIS_TIME, testAccount, testNetwork } from '#testing/chain-builder.ts'
import { BROKEN_TEXTS, ODD_TEXTS } from '#testing/odd-texts.ts'
import { createSeededRandom } from '#testing/seeded-random.ts'
import { testId } from '#testing/test-id.ts'
import { textLeaves, withLeaf } from '#testing/text-leaves.ts'
import { transactionOf } from '#testing/transaction-of.ts'
import type { Amount } from './amount.ts'
import { decodeFileRecord, encodeFileRecord } from './block/file-record.ts'
import { decodeReceipt, encodeReceipt } from './block/receipt-codec.ts'
import { parseCid } from './cid.ts'
import { type CborValue, decode, encode } from './codec.ts'
import { checkGenesis } from './genesis/check-genesis.ts'
import { decodeGenesis } from './genesis/decode-genesis.ts'
import { encodeGenesis } from './genesis/encode-genesis.ts'
import { PRESETS } from './genesis/presets.ts'
import type { BlockId, NetworkId } from './ids.ts'
import {
  type Contract,
  codeKey,
  contractKey,
  decodeContract,
  decodeSource,
  writeContract,
} from './state/contract.ts'
import { emptyState } from './state/state.ts'
import { StateDraft } from './state/state-draft.ts'
import { checkPayload } from './transaction/kinds.ts'
import type { Payload } from './transaction/transaction.ts'
import { assembleTransaction, decodeTransaction } from './transaction/transaction-codec.ts'

/**
 * Every text in everything that is encoded, found by walking a sample, so that an added kind or field is
 * tested without being named here. A text is either decoded with the same bytes or rejected.
 */

const [me, other] = [testAccount(1), testAccount(2)]
const genesis = testNetwork()
const cid = parseCid('bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
assert(cid.ok, 'a CID')

const code = { args: Uint8Array.of(7, 0, 0, 0, 0), amount: 5n as Amount, gasLimit: 9n }
const PAYLOADS: { readonly [K in Payload['kind']]: Extract<Payload, { kind: K }> } = {
  transfer: { kind: 'transfer', to: other.address, amount: 5n as Amount, memo: 'memo' },
  stake: { kind: 'stake', amount: 5n as Amount },
  unstake: { kind: 'unstake', amount: 5n as Amount },
  evidence: { kind: 'evidence', first: Uint8Array.of(1), second: Uint8Array.of(2) },
  authority: { kind: 'authority', action: 'add', address: other.address },
  file: {
    kind: 'file',
    cid: cid.value,
    name: 'file name',
    sizeBytes: 7,
    mediaType: 'text/plain',
    note: 'note',
  },
  deploy: { kind: 'deploy', source: 'source', ...code },
  invoke: { kind: 'invoke', contract: other.address, method: 'method', expected: undefined, ...code },
}
/** Texts of the samples without further rules, so that any other text may take their place. */
const FREE = ['memo', 'note', 'source', 'method', 'parameter', 'message', 'staked', 'datum']

interface Encoded {
  readonly bytes: Uint8Array
  /** Decodes the bytes as a receiver does, and encodes the result. */
  readonly again: (bytes: Uint8Array) => Result<Uint8Array, unknown>
}

const then = <T>(read: Result<T, unknown>, write: (value: T) => Uint8Array) =>
  read.ok ? ok(write(read.value)) : read

const transactions = Object.values(PAYLOADS).map((payload): [string, Encoded] => [
  `a transaction, ${payload.kind}`,
  {
    bytes: transactionOf(genesis, me, payload, { nonce: 0 }).bytes,
    again: bytes => then(decodeTransaction(bytes), tx => assembleTransaction(tx, tx.signature).bytes),
  },
])

const record = transactionOf(genesis, me, PAYLOADS.file, { nonce: 0 })

const networks = Object.keys(PRESETS).map((preset): [string, Encoded] => {
  const network = foundNetwork({ name: 'Our class', symbol: 'OUR', preset }, me.address, TEST_GENESIS_TIME)
  assert(network.ok, 'a network')
  return [
    `a network, ${preset}`,
    {
      bytes: encodeGenesis(network.value),
      again(bytes) {
        const read = decodeGenesis(bytes)
        const checked = read.ok ? checkGenesis(read.value) : read
        if (!read.ok) return read
        if (!checked.ok) return checked
        return then(parseInvite(encodeInvite({ genesis: read.value })), invite =>
          encodeGenesis(invite.genesis),
        )
      },
    },
  ]
})

/** The state entries of a contract. */
function written(source: string, contract: Contract = { creator: me.address, height: 3, abi: ABI }) {
  const draft = new StateDraft(emptyState())
  writeContract(draft, other.address, contract, source)
  return {
    entry: known(draft.get(contractKey(other.address)), 'entry'),
    source: known(draft.get(codeKey(other.address)), 'source'),
  }
}
const ABI = [{ name: 'method', parameters: ['parameter'], view: true, payable: false }]

const REPORT: LabReport = {
  height: 1,
  tip: 'tip',
  stateRoot: 'root',
  address: 'address',
  links: ['link'],
  known: 1,
  sightings: [{ peerId: 'peer', id: 'id', verdict: 'invalid', rule: 'RULE', message: 'message', count: 1 }],
  standings: [{ peerId: 'peer', score: -1, cutOff: false, linked: true, received: 1 }],
  landings: [{ id: 'id', height: 1, applied: false, code: 'CODE' }],
  arrivals: [{ id: 'id', agoMs: 1 }],
  files: [{ cid: 'cid', state: 'held', storedBytes: 1, copies: 1, code: 'CODE' }],
}

const ENCODED: Readonly<Record<string, Encoded>> = {
  ...Object.fromEntries([...transactions, ...networks]),
  'a file record': {
    bytes: known(encodeFileRecord(record), 'record'),
    again: bytes =>
      then(decodeFileRecord(bytes), read =>
        known(
          encodeFileRecord({
            ...record,
            sender: read.author,
            id: read.txId,
            payload: { kind: 'file', ...read },
          }),
          'record',
        ),
      ),
  },
  'a receipt': {
    bytes: encodeReceipt({
      status: 'failed',
      fee: 1n,
      gas: 2n,
      code: 'CODE',
      message: 'message',
      events: [{ source: 'stake', name: 'staked', data: ['5', 'datum'] }],
      changes: [],
    } as never),
    again: bytes => then(decodeReceipt(bytes), encodeReceipt),
  },
  'a contract': { bytes: written('').entry, again: bytes => ok(written('', decodeContract(bytes)).entry) },
  'a contract’s source': {
    bytes: written('source').source,
    again: bytes => ok(written(decodeSource(bytes)).source),
  },
  'a question of the laboratory': {
    bytes: encode(labQuestion({ peers: ['peer'], ids: ['id'] })),
    again: bytes =>
      then(readMessage(bytes, LAB.readQuestion, LAB.maxQuestionBytes), read => encode(labQuestion(read))),
  },
  'an answer of the laboratory': {
    bytes: encode(labAnswer(REPORT)),
    again: bytes =>
      then(readMessage(bytes, LAB.readAnswer, LAB.maxAnswerBytes), read => encode(labAnswer(read))),
  },
}

const treeOf = (bytes: Uint8Array): CborValue => {
  const tree = decode(bytes)
  assert(tree.ok, 'a sample decodes')
  return tree.value
}

test('the samples have the texts that people, peers and contracts fill', () => {
  const texts = Object.values(ENCODED).flatMap(({ bytes }) =>
    textLeaves(treeOf(bytes)).map(({ text }) => text),
  )
  expect(texts).toEqual(expect.arrayContaining([...FREE, 'file name', 'text/plain', 'Our class', 'OUR']))
})

test.each(Object.entries(ENCODED))(
  '%s: each text is decoded unchanged, or rejected',
  async (_name, { bytes, again }) => {
    const tree = treeOf(bytes)
    expect(again(bytes)).toEqual(ok(bytes))
    for (const { path, text } of textLeaves(tree)) {
      for (const odd of Object.values(ODD_TEXTS)) {
        const changed = encode(withLeaf(tree, path, odd))
        const read = again(changed)
        if (read.ok || FREE.includes(text)) expect(read).toEqual(ok(changed))
      }
    }
  },
)

describe('what is about to be signed', () => {
  const fields = Object.values(PAYLOADS).flatMap(payload =>
    textLeaves(payload)
      .filter(({ path: [name] }) => name !== 'kind' && name !== 'action')
      .map(({ path: [field = '', ...rest] }) => [payload.kind, String(field), payload, rest] as const),
  )

  test.each(fields)(
    '%s, %s: half of a pair is rejected, and the message names the field',
    (_kind, field, payload, rest) => {
      expect(checkPayload(payload)).toEqual(ok(undefined))
      for (const broken of Object.values(BROKEN_TEXTS)) {
        const changed = withLeaf<Payload>(payload, [field, ...rest], broken)
        expect(checkPayload(changed)).toMatchObject({
          error: { message: expect.stringMatching(`^${field}: `) },
        })
      }
    },
  )

  test('a network’s name too', () => {
    for (const broken of Object.values(BROKEN_TEXTS)) {
      expect(checkGenesis({ ...genesis, name: broken })).toMatchObject({
        error: { message: expect.stringContaining('name:') },
      })
    }
  })
})

test('a value of a contract: each text, and each name of a field, is decoded unchanged, or rejected', () => {
  const shapes = (text: string): Value[] => [text, [text, { a: text }], { [`x${text}`]: 1 }]
  for (const odd of Object.values(ODD_TEXTS)) {
    for (const value of shapes(odd)) {
      const bytes = encodeValue(value)
      assert(bytes.ok, 'well-formed texts are values')
      expect(decodeValue(bytes.value)).toEqual(ok(value))
    }
  }
  for (const broken of Object.values(BROKEN_TEXTS)) {
    for (const value of shapes(broken))
      expect(encodeValue(value)).toMatchObject({ error: { code: 'VALUE_REFUSED' } })
  }
})

test('a handshake contains any name of its agent', async () => {
  const head = { height: 3, tip: testId<BlockId>('0a'), totalWeight: 5n }
  const networkId = testId<NetworkId>('ab')
  for (const agent of Object.values(ODD_TEXTS).filter(text => encode(text).length < 60)) {
    const shown: CborValue[] = []
    const outcome = await shakeAsDialler({
      wire: {
        send: async value => {
          const [tag] = value as CborValue[]
          if (tag === 'ping') shown.push(['pong', ...(value as CborValue[]).slice(1)])
          else shown.push(tag === 'info' ? (value as CborValue[]).with(2, agent) : value)
        },
        receive: async reader => readMessage(encode(known(shown.shift(), 'answer')), reader, 4096),
        end: async () => {},
      },
      info: { networkId, agent: 'tabchain/1', head },
      random: createSeededRandom('agents'),
      peersToShare: () => [],
      signal: new AbortController().signal,
    })
    expect(outcome).toMatchObject({ ok: true, value: { info: { agent } } })
  }
})
