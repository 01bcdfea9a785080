import type { LanCase, Line } from '../lan-case.ts'

/** The second computer's line is poor in both directions; a round trip takes 150 ms. */
const poorLine = (megabits: number, lossPercent: number): LanCase => {
  const line: Line = { delayMs: 75, lossPercent, kbitPerSecond: 1000 * megabits }
  const loss = lossPercent > 0 ? `, ${lossPercent} % loss` : ''
  return {
    name: `line-${megabits}m${lossPercent > 0 ? '-loss' : ''}`,
    about: `a file of 5 MB over ${megabits} Mbit/s with 150 ms${loss}`,
    network: {
      switches: { office: { multicast: 'passes' } },
      computers: {
        server: { at: 'office', address: '10.77.0.1/24' },
        ann: { at: 'office', address: '10.77.0.11/24' },
        ben: { at: 'office', address: '10.77.0.12/24', line },
      },
    },
    server: [],
    tabs: [{ on: 'ann' }, { on: 'ben' }],
    pairs: ['chromium'],
    task: { kind: 'copy', bytes: 5_000_000, rateShare: 0.8 },
  }
}

export const poorLines = [1, 4, 10].flatMap(megabits => [poorLine(megabits, 2), poorLine(megabits, 0)])
