import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { findFirefox } from '../../scripts/browser.mjs'
import { WAIT_MS } from '../support/expectations.ts'
import { NO_FIREFOX, openPage, QUIET_PREFERENCES } from '../support/firefox.ts'
import { firstMatch } from './first-match.ts'
import { LanTab } from './lan-tab.ts'
import type { Namespaces } from './namespaces.ts'
import { keepConnections } from './paths.ts'

/** Firefox is driven over a TCP port of its own computer; sockets of files reach across networks. */
const DOOR = `
const { connect, createServer } = require('node:net')
const [port, path] = process.argv.slice(1)
createServer(socket => {
  const other = connect(Number(port), '127.0.0.1')
  socket.pipe(other).pipe(socket)
  for (const end of [socket, other]) end.on('error', () => { socket.destroy(); other.destroy() })
}).listen(path, () => console.log('ready'))`

/** Opens a Firefox with a new profile and a user's settings on this computer. */
export async function openFirefox(namespaces: Namespaces, computer: string): Promise<LanTab> {
  const executable = findFirefox()
  if (!executable) throw new Error(NO_FIREFOX)
  const profile = join(namespaces.folder, `firefox-${computer}`)
  mkdirSync(profile)
  const preferences = Object.entries(QUIET_PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profile, 'user.js'), preferences.join('\n'))

  const command = [executable, '--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0']
  const firefox = namespaces.start(computer, command, { HOME: profile })
  const [, port = ''] = await firstMatch(firefox, /WebDriver BiDi listening on ws:\/\/[^:]+:(\d+)/)
  const socket = join(namespaces.folder, `firefox-${computer}.socket`)
  const door = namespaces.start(computer, [process.execPath, '-e', DOOR, port, socket])
  await firstMatch(door, /ready/)

  const browser = await puppeteer.connect({
    browserWSEndpoint: `ws+unix:${socket}:/session`,
    // Firefox refuses other hosts.
    headers: { Host: `127.0.0.1:${port}` },
    protocol: 'webDriverBiDi',
    acceptInsecureCerts: true,
    protocolTimeout: WAIT_MS,
  })
  const page = await openPage(browser)
  await page.evaluateOnNewDocument(keepConnections)
  return new LanTab(page)
}
