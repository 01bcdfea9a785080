import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'

/**
 * `npm test -- oldest-node`: checks that contracts have the same results on the oldest Node 20 that npm has
 * as on the present one, whose results are frozen. Its engine and its Unicode tables are years older. npm
 * fetches it the first time, into .cache, which is why `npm test` alone leaves this out.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url))
const CACHE = `${ROOT}.cache/oldest-node`
const PROGRAMS = `${ROOT}src/contracts/programs/`
/** Each stands for a hundred programs that lie to the host. */
const DIGESTS = 30
const BIG = { maxBuffer: 64 * 1024 * 1024 }

const run = promisify(execFile)
const node = await oldestNode()
const bundle = await bundled()
const args = [bundle, `${ROOT}src/contracts/quickjs.metered.wasm`, String(DIGESTS)]
const { stdout } = await run(node, args, BIG)
const { outcomes, boundary } = JSON.parse(stdout)

const wrong = [
  ...differences(outcomes, JSON.parse(readFileSync(`${PROGRAMS}outcomes.json`, 'utf8'))),
  ...differences(
    { ...boundary },
    { ...JSON.parse(readFileSync(`${ROOT}src/contracts/boundary/digests.json`, 'utf8')).slice(0, DIGESTS) },
  ),
]
for (const { name, here, there } of wrong) console.error(`${name}\n  frozen: ${here}\n  there:  ${there}`)
const programs = Object.keys(outcomes).length + boundary.length * 100
console.log(`${programs} programs on ${await versionOf(node)}: ${wrong.length} differ`)
process.exit(wrong.length > 0 || programs < 1000 ? 1 : 0)

function differences(found, frozen) {
  return [...new Set([...Object.keys(found), ...Object.keys(frozen)])]
    .filter(name => found[name] !== frozen[name])
    .map(name => ({ name, here: frozen[name], there: found[name] }))
}

/** The path of an oldest Node 20 that runs on this machine. */
async function oldestNode() {
  const known = `${CACHE}/node_modules/node/bin/node`
  if (!existsSync(known)) {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(`${CACHE}/package.json`, '{ "private": true }\n')
    const { stdout: listed } = await run('npm', ['view', 'node', 'versions', '--json'], BIG)
    const [version] = JSON.parse(listed)
      .filter(each => /^20\.\d+\.\d+$/.test(each))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    console.log(`fetching Node ${version}`)
    await run('npm', ['install', '--prefix', CACHE, '--no-audit', '--no-fund', `node@${version}`], BIG)
  }
  await versionOf(known)
  return known
}

async function versionOf(program) {
  const { stdout: text } = await run(program, [
    '-p',
    "[process.version, 'V8', process.versions.v8, 'Unicode', process.versions.unicode].join(' ')",
  ])
  return text.trim()
}

/** All that the programs need, in one file. */
async function bundled() {
  await build({ root: ROOT, configFile: `${ROOT}vite.programs.config.ts`, logLevel: 'warn' })
  return `${CACHE}/print-outcomes.mjs`
}
