import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAX_SOCKET_PATH_BYTES } from '../limits.ts'
import { defaultProfile, makeProfile, profileAt } from './profile-folder.ts'
import { readRemembered, remember } from './remembered.ts'

test('the default is in the data folder of the user', () => {
  expect(defaultProfile({}, 'linux')).toBe(join(homedir(), '.local/share/tabchain/headless'))
  expect(defaultProfile({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/tabchain/headless')
  expect(defaultProfile({ XDG_DATA_HOME: 'relative' }, 'linux')).toContain(homedir())
})

test('a profile with a long path has its socket elsewhere, one for each', () => {
  const long = `/srv/${'a'.repeat(MAX_SOCKET_PATH_BYTES)}`
  expect(profileAt('/srv/peer', 'linux').socket).toBe('/srv/peer/control.sock')
  expect(Buffer.byteLength(profileAt(long, 'linux').socket)).toBeLessThanOrEqual(MAX_SOCKET_PATH_BYTES)
  expect(profileAt(`${long}1`, 'linux').socket).not.toBe(profileAt(`${long}2`, 'linux').socket)
  expect(profileAt('/srv/peer', 'win32').socket).toMatch(/^\\\\\.\\pipe\\tabchain-/)
})

test('the folder is private to its user, and a folder that cannot be made is reported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabchain-profile-'))
  makeProfile(profileAt(join(folder, 'a/b')))
  expect(statSync(join(folder, 'a/b/browser')).mode & 0o777).toBe(0o700)

  writeFileSync(join(folder, 'file'), '')
  expect(() => makeProfile(profileAt(join(folder, 'file')))).toThrow(
    expect.objectContaining({ code: 'PROFILE_UNUSABLE', message: expect.stringContaining('--profile') }),
  )
  rmSync(folder, { recursive: true })
})

test('remembered values are merged; a damaged file is ignored', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabchain-remembered-'))
  const file = join(folder, 'peer.json')
  expect(readRemembered(file)).toEqual({})
  remember(file, { port: 4000 })
  remember(file, { address: 'http://127.0.0.1:4000/' })
  expect(readRemembered(file)).toEqual({ port: 4000, address: 'http://127.0.0.1:4000/' })
  writeFileSync(file, '{"address": 7, "port": "x"}')
  expect(readRemembered(file)).toEqual({})
  writeFileSync(file, 'null')
  expect(readRemembered(file)).toEqual({})
  rmSync(folder, { recursive: true })
})
