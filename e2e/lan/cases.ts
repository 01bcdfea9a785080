import type { BrowserPair, LanCase } from './lan-case.ts'
import { oneRouter, onlyTcp, onlyTcpHere, symmetric, twoHomesCase } from './networks/internet.ts'
import { guestWifi, multicast, noMulticast, outages } from './networks/one-lan.ts'
import { poorLines } from './networks/poor-line.ts'
import { teacher, twoSubnets } from './networks/two-subnets.ts'

const CASES: readonly LanCase[] = [
  multicast,
  noMulticast,
  twoSubnets,
  teacher,
  twoHomesCase,
  guestWifi,
  oneRouter,
  symmetric,
  onlyTcp,
  onlyTcpHere,
  ...outages,
  ...poorLines,
]

/** A case with one pair of browsers. */
export interface LanRun {
  /** For example `guest-wifi/firefox`. */
  readonly name: string
  readonly lanCase: LanCase
  readonly pair: BrowserPair
}

const RUNS: readonly LanRun[] = CASES.flatMap(lanCase =>
  lanCase.pairs.map(pair => ({ name: `${lanCase.name}/${pair}`, lanCase, pair })),
)

/** Runs by their names, by those of cases (`guest-wifi`) or of pairs (`/firefox`); all if there are no names. */
export function chooseRuns(names: readonly string[]): readonly LanRun[] {
  const isMeant = (run: LanRun, name: string) => [run.name, run.lanCase.name, `/${run.pair}`].includes(name)
  const unknown = names.filter(name => !RUNS.some(run => isMeant(run, name)))
  if (unknown.length > 0)
    throw new Error(
      `There is no case ${unknown.join(', ')}; choose from ${CASES.map(({ name }) => name).join(', ')}, or one of their pairs of browsers, such as ${RUNS[0]?.name}.`,
    )
  return names.length === 0 ? RUNS : RUNS.filter(run => names.some(name => isMeant(run, name)))
}
