import type { UnjudgedItem } from '#storage/rows.ts'

/** A report takes the newest few: the others are mostly the same bug. */
const REPORTED = 3

interface Reporter {
  readonly version: string
  readonly browser: string
  /** The network's id and name. */
  readonly network: string
}

/** The report of a bug, as a text to send: ids and places in the app, without personal data. */
export function faultReport(items: readonly UnjudgedItem[], { version, browser, network }: Reporter): string {
  const newest = items.slice(-REPORTED).reverse()
  return [`Tabchain ${version}`, `network ${network}`, browser, ...newest.map(itemText)].join('\n')
}

function itemText({ what, id, height, step, message, stack, time }: UnjudgedItem): string {
  const where = height === undefined ? '' : ` at height ${height}`
  const head = `${what} ${id}${where}, step "${step}", ${new Date(time).toISOString()}`
  // a stack begins with the message in some browsers and not in others
  return ['', head, ...(stack.includes(message) ? [] : [message]), stack].join('\n')
}
