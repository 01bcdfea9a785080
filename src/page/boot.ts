import type { BootReply } from '#api/boot.ts'
import { decodeGenesis } from '#chain/genesis/decode-genesis.ts'
import type { GenesisParameters } from '#chain/genesis/genesis.ts'
import { assert, unreachable } from '#lib/assert.ts'
import { isLoadFailure } from '#lib/load-failure.ts'
import {
  type ChainDatabase,
  chainDatabaseName,
  type FilesDatabase,
  filesDatabaseName,
  openChainDatabase,
  openFilesDatabase,
  openWorkDatabase,
  type WorkDatabase,
  workDatabaseName,
} from '#storage/schema.ts'
import type { NodeCrash } from '#ui/app-props.ts'
import type { BootState } from '#ui/features/boot/boot-state.ts'
import { agree, forgetCode, forgetLink, isAgreed, takePickerWish } from '#ui/features/boot/link-memory.ts'
import { missingCapabilities } from './capabilities.ts'
import { readHangs, rememberHang } from './hang-memory.ts'
import { readPageOptions } from './page-options.ts'
import { takeProfile } from './profile-lock.ts'
import { startNode } from './start-node.ts'
import { createWatchdog } from './watchdog.ts'

/** A page whose node runs. */
export interface RunningPage {
  readonly status: 'running'
  readonly db: ChainDatabase
  readonly files: FilesDatabase
  readonly work: WorkDatabase
  readonly profile: number
  readonly genesis: GenesisParameters
  /** Whether the page was opened with `?lab`. */
  readonly lab: boolean
  readonly crash: NodeCrash | undefined
}

export type PageState = BootState | RunningPage

interface BootOptions {
  readonly version: string
  /** The node serves its API at this port's other end. */
  readonly apiPort: MessagePort
  readonly show: (state: PageState) => void
  /** Reloads the page after the node hung. */
  readonly restart: () => void
}

const HUNG = 'the node repeatedly stopped answering; close other tabs and programs, then reload the page'

/**
 * Brings this tab from its address to a running node, and reports each state on the way:
 * 1. Check that this browser has what a node needs.
 * 2. Take a profile.
 * 3. Start the worker (wallet, chain, network) and a watchdog, which reloads the page if the worker hangs. If
 *    a link asks for something other than what the profile has, ask the person first.
 * 4. Open the database, for reading.
 */
export async function boot({ version, apiPort, show, restart }: BootOptions): Promise<void> {
  show({ status: 'starting', step: 'checking' })
  if (!isSecureContext) return show({ status: 'insecure', origin: location.origin })
  const missing = missingCapabilities()
  if (missing.length > 0) return show({ status: 'unsupported', missing })

  show({ status: 'starting', step: 'profile' })
  const options = readPageOptions(location.search)
  const profile = await takeProfile(options.profile)
  if (profile === undefined) return show({ status: 'profileTaken', profile: options.profile ?? 0 })

  let running: RunningPage | undefined
  const picksNetwork = takePickerWish()
  const node = startNode(
    {
      apiPort,
      profile,
      version,
      invite: options.invite,
      signalingOverride: options.signaling,
      agreed: isAgreed(location.search),
      picksNetwork,
      signalingDefault: new URL('signal/', document.baseURI).href,
      origin: new URL('.', document.baseURI).href,
      suspects: readHangs(sessionStorage).suspects,
      lab: options.lab,
    },
    receive,
  )
  const watchdog = createWatchdog({
    every: (ms, task) => {
      const timer = setInterval(task, ms)
      return () => clearInterval(timer)
    },
    ping: node.ping,
    onHang(suspect) {
      node.terminate()
      if (rememberHang(sessionStorage, suspect, Date.now()) === 'restart') return restart()
      receive({ type: 'crashed', message: HUNG, stack: '' })
    },
  })

  function answer(text: string): void {
    if (text === 'change') agree(location.search)
    if (text === 'keep') forgetLink()
    show({ status: 'starting', step: 'wallet' })
    node.answer(text)
  }

  function receive(reply: BootReply): void {
    watchdog.received(reply)
    switch (reply.type) {
      case 'pong':
      case 'running':
        return
      case 'asks':
        return show({ status: 'asked', question: reply.question, answer })
      case 'step':
        return show({ status: 'starting', step: reply.step })
      case 'ready': {
        forgetCode()
        const genesis = decodeGenesis(reply.genesis)
        assert(genesis.ok, 'the worker sends a genesis that decodes')
        const db = openChainDatabase(chainDatabaseName(reply.networkId, profile as number))
        running = {
          status: 'running',
          db,
          files: openFilesDatabase(filesDatabaseName(reply.networkId, profile as number)),
          work: openWorkDatabase(workDatabaseName(profile as number)),
          profile: profile as number,
          genesis: genesis.value,
          lab: options.lab,
          crash: undefined,
        }
        return show(running)
      }
      case 'failed':
        watchdog.stop()
        if (reply.reason === 'invite')
          return show({ status: 'badInvite', code: reply.code, message: reply.message })
        if (reply.reason === 'incomplete') return show({ status: 'incomplete', message: reply.message })
        if (reply.reason === 'contracts') {
          return show({ status: 'crashed', crash: { message: reply.message, stack: '' } })
        }
        return show({ status: 'storage', code: reply.code, message: reply.message })
      case 'crashed': {
        watchdog.stop()
        if (!running && isLoadFailure(reply.message))
          return show({ status: 'incomplete', message: reply.message })
        const crash = { message: reply.message, stack: reply.stack }
        return show(running ? { ...running, crash } : { status: 'crashed', crash })
      }
      default:
        return unreachable(reply)
    }
  }
}
