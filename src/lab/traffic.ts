import type { LabTraffic } from '../api/lab-results.ts'

export const NO_TRAFFIC: LabTraffic = {
  running: false,
  rate: 0,
  sent: 0,
  confirmed: 0,
  waiting: 0,
  lost: 0,
  heldBack: 0,
  propagation: { medianMs: null, slowestMs: null },
  confirmation: { medianMs: null, slowestMs: null },
  samples: [],
}
