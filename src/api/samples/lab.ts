import type { LAB_CALLS } from '../calls/lab.ts'
import type { LabAttackInfo, LabAttackResult, LabTraffic } from '../lab-results.ts'
import type { Samples } from './sample.ts'
import { ID, PEER, TIME } from './values.ts'

const LAB_ATTACK: LabAttackInfo = {
  name: 'forged-signature',
  title: 'Forged signature',
  group: 'Payments',
  what: 'Sends a payment that its owner never signed.',
  outcome: 'Every tab drops it, and the attacker loses its links.',
  engines: ['pow', 'pos', 'poa'],
  expects: { rule: 'TX_SIGNATURE', or: ['TX_SCHEMA'], verdict: 'invalid', cutOff: true },
  runnable: true,
}

const LAB_ATTACK_RESULT: LabAttackResult = {
  name: LAB_ATTACK.name,
  sent: 3,
  attacker: PEER,
  expected: LAB_ATTACK.expects,
  verdicts: [
    {
      peerId: PEER,
      rule: 'TX_SIGNATURE',
      verdict: 'invalid',
      cutOff: true,
      score: -50,
      message: 'the signature is another’s',
      ok: true,
    },
  ],
  agreed: true,
  height: 42,
  stateRoot: ID,
  held: true,
  notes: ['one tab is not in the laboratory'],
  milliseconds: 2_100,
}

const LAB_TRAFFIC: LabTraffic = {
  running: true,
  rate: 20,
  sent: 41,
  confirmed: 20,
  waiting: 21,
  lost: 0,
  heldBack: 0,
  problem: 'amount: main has 0; receive coins first',
  propagation: { medianMs: 40, slowestMs: 120 },
  confirmation: { medianMs: 1_100, slowestMs: null },
  samples: [{ time: TIME, sent: 20, confirmed: 20, waiting: 21, propagationMs: 40, confirmationMs: null }],
}

export const LAB_SAMPLES = {
  labAttacks: { args: {}, result: [LAB_ATTACK] },
  labAttack: { args: { name: 'forged-signature' }, result: LAB_ATTACK_RESULT },
  labTrafficStart: { args: { rate: 20 }, result: LAB_TRAFFIC },
  labTrafficStop: { args: {}, result: { ...LAB_TRAFFIC, running: false } },
  labStatus: {
    args: {},
    result: { attack: 'forged-signature', observers: [PEER], linked: 2, traffic: LAB_TRAFFIC },
  },
} satisfies Samples<typeof LAB_CALLS>
