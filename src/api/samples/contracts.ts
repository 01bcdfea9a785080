import type { CONTRACT_CALLS } from '../calls/contracts.ts'
import type { ContractStepResult, DraftResult } from '../contract-results.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, ID, OTHER_ID, TIME } from './values.ts'

const CONTRACT = 'tabc1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5yt3kv'

const SOURCE = 'export default class Counter extends Contract { add(n) { this.state.n = n } }'

const STEP: ContractStepResult = {
  ok: false,
  value: 30n,
  gas: 210_000n,
  events: [{ source: CONTRACT, name: 'transfer', data: ['30', ADDRESS] }],
  changes: [{ key: `07${OTHER_ID}`, value: null }],
  error: { code: 'CODE_THREW', message: 'too little (line 9)', line: 9 },
}

const DRAFT: DraftResult = { id: 'd1f0c3', name: 'Counter', source: SOURCE, savedAt: TIME }

export const CONTRACT_SAMPLES = {
  contractTemplates: {
    args: {},
    result: [{ name: 'poll', title: 'Poll', summary: 'One vote each.', source: 'export default class …' }],
  },
  contractDeploy: {
    args: {
      from: 'main',
      source: SOURCE,
      args: [1, 'two', 30n],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
    },
    result: { txId: ID, address: CONTRACT },
  },
  contractCall: {
    args: {
      from: 'main',
      address: CONTRACT,
      method: 'transfer',
      args: [ADDRESS, 30n, Uint8Array.of(0, 255), { deep: [null, true, -1] }],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
      expected: ID,
    },
    result: { txId: ID },
  },
  contractView: {
    args: { address: CONTRACT, method: 'balanceOf', args: [ADDRESS], from: 'main' },
    result: { value: { amount: 30n, tags: ['a', null, true, 7], key: Uint8Array.of(1, 2) }, gas: 210_000n },
  },
  contractShow: {
    args: { address: CONTRACT },
    result: {
      address: CONTRACT,
      name: 'Token',
      creator: ADDRESS,
      height: 42,
      abi: [{ name: 'transfer', parameters: ['to', 'amount'], view: false, payable: true }],
      state: { supply: 1_000n, owner: ADDRESS },
      maps: { balances: 2 },
      code: SOURCE,
      balance: 1_000_000n,
    },
  },
  contractSimulate: {
    args: {
      from: 'main',
      address: CONTRACT,
      method: 'transfer',
      source: SOURCE,
      args: [30n],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
    },
    result: {
      ok: false,
      value: 30n,
      gas: 210_000n,
      events: [{ source: CONTRACT, name: 'transfer', data: ['30', ADDRESS] }],
      changes: [{ key: `07${OTHER_ID}`, value: null }],
      expected: ID,
      gasLimit: 1_273_000n,
      fee: 1_300n,
      error: { code: 'CODE_THREW', message: 'too little (line 9)', line: 9 },
    },
  },
  contractRehearse: {
    args: {
      from: 'main',
      source: SOURCE,
      address: CONTRACT,
      args: [30n],
      amount: 1_000_000n,
      steps: [
        { from: ADDRESS, method: 'transfer', args: [ADDRESS, 5n], amount: 1_000_000n },
        { method: 'stop' },
      ],
    },
    result: {
      deployment: STEP,
      address: CONTRACT,
      abi: [{ name: 'transfer', parameters: ['to', 'amount'], view: false, payable: true }],
      steps: [STEP],
      state: { supply: 1_000n, owner: ADDRESS },
      maps: { balances: 2 },
      balance: 1_000_000n,
    },
  },
  contractList: {
    args: { after: CONTRACT, limit: 10 },
    result: [{ address: CONTRACT, name: 'Token', creator: ADDRESS, height: 42, methods: 3 }],
  },
  contractMap: {
    args: { address: CONTRACT, map: 'balances', from: 10, limit: 2 },
    result: { count: 12, entries: [{ key: ADDRESS, value: { amount: 30n, at: Uint8Array.of(1, 2) } }] },
  },
  contractEvents: {
    args: { address: CONTRACT, event: 'transfer', indexed: [null, ADDRESS], limit: 10 },
    result: [
      {
        txId: ID,
        blockHeight: 42,
        timestamp: TIME,
        index: 0,
        name: 'transfer',
        data: '30',
        indexed: [ADDRESS, ADDRESS],
      },
    ],
  },
  contractTrace: {
    args: {
      from: 'main',
      address: CONTRACT,
      method: 'transfer',
      source: SOURCE,
      args: [30n],
      amount: 1_000_000n,
      gasLimit: 5_000_000n,
      fee: 1_000n,
    },
    result: {
      ok: false,
      value: 30n,
      error: { code: 'CODE_THREW', message: 'too little', line: 9 },
      contract: CONTRACT,
      source: SOURCE,
      method: 'transfer',
      onState: 'before',
      before: { supply: 1_000n, key: Uint8Array.of(1, 2) },
      after: { supply: 970n },
      steps: [
        {
          index: 0,
          contract: CONTRACT,
          line: 8,
          stack: [{ name: 'transfer', line: 8, contract: CONTRACT }],
          locals: [{ name: 'amount', value: '30n' }],
          changes: [{ name: 'supply', before: '1000n', now: null }],
        },
      ],
      ending: [{ name: 'votes[1]', before: null, now: '2' }],
      skipped: 2,
      total: 3,
      stopped: 'STEPS',
      others: [{ contract: CONTRACT, source: SOURCE }],
    },
  },
  draftList: { args: {}, result: [DRAFT] },
  draftSave: { args: { id: DRAFT.id, name: DRAFT.name, source: DRAFT.source }, result: DRAFT },
  draftDelete: { args: { id: DRAFT.id }, result: { id: DRAFT.id } },
} satisfies Samples<typeof CONTRACT_CALLS>
