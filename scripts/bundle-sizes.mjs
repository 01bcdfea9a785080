import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * The files that the browser loads before a built file runs: static imports, a page's scripts and styles, a
 * worker's `importScripts`.
 */
const LOADS = {
  '.js': [
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g,
    /\bdefine\(\[["'](\.\/[^"']+)["']/g,
    /\bimportScripts\(["'](\.\/[^"']+)["']/g,
  ],
  '.html': [/<(?:script|link)\b[^>]*\b(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g],
}

/**
 * The entries of `budgets` in a built folder: the files that count, and the sum of their gzip bytes. A
 * missing entry has no files; a worker without a budget is listed as `unbudgeted`.
 */
export function measureBundles(folder, budgets) {
  const all = readdirSync(folder, { recursive: true }).map(path => String(path).replaceAll('\\', '/'))
  const entries = budgets.map(({ entry, files: pattern, maxBytes }) => {
    const files = [
      ...loadedBy(
        folder,
        all.filter(path => pattern.test(path)),
      ),
    ]
    const bytes = files.reduce((sum, path) => sum + gzipSync(readFileSync(`${folder}/${path}`)).length, 0)
    return { entry, files, bytes, maxBytes, ok: files.length > 0 && bytes <= maxBytes }
  })
  const unbudgeted = all.filter(
    path => /worker[^/]*\.js$/.test(path) && !budgets.some(({ files }) => files.test(path)),
  )
  return { entries, unbudgeted }
}

/** These files and all that they load, each once. */
export function loadedBy(folder, roots) {
  const seen = new Set()
  const waiting = [...roots]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || !existsSync(`${folder}/${path}`)) continue
    seen.add(path)
    const text = readFileSync(`${folder}/${path}`, 'utf8')
    for (const pattern of LOADS[posix.extname(path)] ?? []) {
      for (const [, target] of text.matchAll(pattern)) waiting.push(resolveTarget(path, target))
    }
  }
  return seen
}

function resolveTarget(from, target) {
  const named = target.startsWith('.') ? posix.join(posix.dirname(from), target) : target
  return posix.extname(named) === '' ? `${named}.js` : named
}
