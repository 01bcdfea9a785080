import type { BrowserContext, Page } from 'playwright'
import type { EventResult } from '#api/results.ts'
import type { Clock } from '#lib/clock.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { deferred } from '../deferred.ts'
import { HeadlessFault } from '../fault.ts'
import { within } from '../within.ts'
import { watchHeartbeat } from './heartbeat.ts'
import { agreeToAddress, callInPage, cancelInPage, connectPage, hasApp, keptForOffline } from './in-page.ts'
import { type BrowserOptions, launchBrowser } from './launch.ts'
import { browserProcess, killProcess } from './leftover.ts'

/** The page's files may come from a slow server. */
const OPEN_TIMEOUT_MS = 60_000
/** A long chain is read from disk at a start. */
const READY_TIMEOUT_MS = 180_000
const CLOSE_TIMEOUT_MS = 4_000

interface Surroundings {
  readonly clock: Clock
  /** Aborts a start. */
  readonly signal: AbortSignal
  /** Called for each event of the node. */
  onEvent(event: EventResult): void
  /** Called when the node of a document runs: at first, and after each reload of the page. */
  onRunning(address: string): void
  /** Called when the page can be opened without its server from now on. */
  onKept(): void
}

/** One run of the browser, from its start to its end. */
export interface Session {
  /** Runs a command line in the page. */
  run(line: string, signal?: AbortSignal): Promise<Result<unknown, Failure>>
  /** Resolves to the reason when the page or the browser is gone or no longer answers. */
  readonly ended: Promise<string>
  /** Stops the browser, if necessary by force. */
  close(): Promise<void>
}

/**
 * Starts a browser and resolves when the node in its page runs. Throws a HeadlessFault, with the browser
 * closed, if it cannot.
 */
export async function openSession(
  address: string,
  options: BrowserOptions,
  surroundings: Surroundings,
): Promise<Session> {
  const context = await launchBrowser(options)
  const { clock, signal } = surroundings
  const close = () => closeBrowser(context, options.folder, clock)
  const abort = () => void close()
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    return await connect(context, address, surroundings, close)
  } catch (error) {
    await close()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function connect(
  context: BrowserContext,
  address: string,
  surroundings: Surroundings,
  close: () => Promise<void>,
): Promise<Session> {
  const page = context.pages()[0] ?? (await context.newPage())
  const { promise: ended, resolve: end } = deferred<string>()
  page.once('crash', () => end('page-crashed'))
  page.once('close', () => end('browser-gone'))
  context.once('close', () => end('browser-gone'))
  await context.exposeBinding('tabchainForward', (_, event: EventResult) => surroundings.onEvent(event))

  await context.addInitScript(agreeToAddress)
  await open(page, address)
  await start(page, ended, surroundings.clock)
  surroundings.onRunning(page.url())
  page.evaluate(keptForOffline).then(surroundings.onKept, () => {})

  // From here on the page itself opens new documents: for another network, a reset, or its watchdog.
  let started = Promise.resolve()
  page.on('domcontentloaded', () => {
    started = start(page, ended, surroundings.clock).then(
      () => surroundings.onRunning(page.url()),
      (error: Error) => end(error.message),
    )
  })
  const stopHeartbeat = watchHeartbeat(page, surroundings.clock, end)
  void ended.then(stopHeartbeat)

  let lastId = 0
  return {
    ended,
    close,
    async run(line, signal) {
      await started
      const id = ++lastId
      const cancel = () => void page.evaluate(cancelInPage, id).catch(() => {})
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const answer = await page.evaluate(callInPage, { id, line })
        return answer.ok ? ok(JSON.parse(answer.json)) : fail(answer.code, answer.message)
      } catch {
        return fail(
          'PAGE_GONE',
          'the page ended or was reloaded while the command ran; check whether it was done before you run it again',
        )
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
  }
}

async function open(page: Page, address: string): Promise<void> {
  try {
    await page.goto(address, { waitUntil: 'domcontentloaded', timeout: OPEN_TIMEOUT_MS })
  } catch (cause) {
    const [reason] = String(cause).split('\n')
    throw new HeadlessFault('APP_UNREACHABLE', `${originOf(address)} does not answer: ${reason}`, { cause })
  }
}

/** Waits until the node of the page's document runs. */
async function start(page: Page, ended: Promise<string>, clock: Clock): Promise<void> {
  const gone = ended.then(reason => {
    throw new HeadlessFault('BROWSER_FAILED', `the browser ended while the page started: ${reason}`)
  })
  // By then the scripts of the page have run.
  const loaded = page.waitForLoadState('load', { timeout: OPEN_TIMEOUT_MS }).then(() => page.evaluate(hasApp))
  if (!(await Promise.race([loaded.catch(() => false), gone])))
    throw new HeadlessFault('APP_UNREACHABLE', `there is no Tabchain at ${originOf(page.url())}`)

  const connected = within(clock, READY_TIMEOUT_MS, page.evaluate(connectPage), 'it took too long')
  const reason = await Promise.race([connected.catch((error: Error) => error.message), gone])
  if (reason !== undefined) throw new HeadlessFault('NODE_NOT_STARTED', reason)
}

async function closeBrowser(context: BrowserContext, folder: string, clock: Clock): Promise<void> {
  // Read before the end: a browser that hangs does not close, and only its mark has its process number.
  const pid = browserProcess(folder)
  const closed = context.close().catch(() => {})
  await within(clock, CLOSE_TIMEOUT_MS, closed, 'hangs').catch(() => {
    if (pid !== undefined) killProcess(pid)
  })
}

const originOf = (address: string): string => new URL(address).origin
