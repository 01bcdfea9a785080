import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const STAMP = join(ROOT, 'dist-server/build-stamp.json')

/**
 * The sources of each part of the build. They are compared by content, because a checkout of an older commit
 * has newer files.
 */
const SOURCES = {
  app: [
    'src',
    'public',
    'index.html',
    'vite.config.ts',
    'vite.proof.config.ts',
    'package.json',
    'package-lock.json',
  ],
  server: ['signaling', 'src/lib', 'package.json', 'package-lock.json'],
  headless: [
    'headless',
    'signaling',
    'scripts/browser.mjs',
    'src/api',
    'src/chain',
    'src/commands',
    'src/lib',
    'src/network',
    'src/node/start/system-clock.ts',
    'package.json',
    'package-lock.json',
  ],
}
const OUTPUTS = { app: 'dist/index.html', server: 'dist-server/server.js', headless: 'dist-headless/main.js' }
/** Variables of the build, which its result depends on. */
const ENVIRONMENT = ['BASE_PATH']

/** The fingerprint of the sources of `app`, `server` or `headless`. */
export function fingerprint(part) {
  const hash = createHash('sha256')
  for (const name of ENVIRONMENT) hash.update(`${name}=${process.env[name] ?? ''}\0`)
  for (const source of SOURCES[part]) {
    for (const file of filesBelow(source)) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex')
}

/** Whether the part exists and was built from the present sources. */
export function isBuilt(part) {
  return existsSync(join(ROOT, OUTPUTS[part])) && readStamp()[part] === fingerprint(part)
}

export function readStamp() {
  return existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : {}
}

export function writeStamp(stamp) {
  mkdirSync(join(ROOT, 'dist-server'), { recursive: true })
  writeFileSync(STAMP, JSON.stringify(stamp, null, 2))
}

function filesBelow(path) {
  const absolute = join(ROOT, path)
  if (!existsSync(absolute)) return []
  if (statSync(absolute).isFile()) return [path]
  return readdirSync(absolute)
    .sort()
    .flatMap(name => filesBelow(`${path}/${name}`))
    .filter(file => !/\.test\.|\.suite\./.test(file))
}
