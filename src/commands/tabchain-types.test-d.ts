import type { CallName, CallResult } from '#api/calls.ts'
import type { EventData } from '#api/events.ts'
import type {
  Tabchain as Declared,
  EventData as DeclaredEvents,
  ResultOf,
  Results,
} from '../../public/tabchain.d.ts'
import type { Tabchain } from './automation.ts'
import type { HelpEntry, HelpPage } from './help.ts'
import type * as plain from './plain.ts'
import type { plainParameters } from './plain-parameters.ts'
import type { Hit } from './search.ts'
import type { plainTrace } from './trace.ts'

/**
 * `public/tabchain.d.ts` is for those who have none of our source, so it repeats its types. Here each is held
 * against what the commands resolve to: a difference in either direction does not compile.
 */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Made<F extends (...args: never[]) => unknown> = ReturnType<F>
type Call<Name extends CallName> = CallResult<Name>

const SAME: true[] = [
  same<
    Same<
      Results['status'],
      Omit<Call<'status'>, 'fault' | 'signalingServer'> & {
        fault: { code: string; message: string } | null
        signalingServer: string | null
      }
    >
  >(),
  same<Same<Results['config'], Call<'config'>>>(),
  same<Same<Results['events'], Call<'events'>>>(),
  same<Same<Results['doctor'], Call<'doctor'>>>(),
  same<Same<Results['lines'], Call<'terminalLines'>>>(),
  same<Same<Results['address list'][number], Made<typeof plain.plainAddress>>>(),
  same<Same<Results['wallet lock'], Call<'walletLock'>>>(),
  same<Same<Results['wallet restore'], Call<'walletRestore'>>>(),
  same<Same<Results['tx'], Made<typeof plain.plainTx>>>(),
  same<Same<Results['block'], Made<typeof plain.plainBlock>>>(),
  same<Same<Results['blocks'], Call<'blocks'>>>(),
  same<Same<Results['mempool'], Made<typeof plain.plainMempool>>>(),
  same<Same<Results['search'], Hit[]>>(),
  same<Same<Results['chain proof'], Made<typeof plain.plainProof>>>(),
  same<Same<Results['chain check'], Made<typeof plain.plainCheck>>>(),
  same<Same<Results['chain verify'], Call<'chainVerify'>>>(),
  same<Same<Results['chain import'], Call<'chainImport'>>>(),
  same<Same<Results['chain forks'][number], Made<typeof plain.plainFork>>>(),
  same<Same<Results['contract deploy'], Call<'contractDeploy'>>>(),
  same<Same<Results['contract simulate'], Made<typeof plain.plainSimulation>>>(),
  same<Same<Results['contract rehearse'], Made<typeof plain.plainRehearsal>>>(),
  same<Same<Results['contract trace'], Made<typeof plainTrace>>>(),
  same<Same<Results['contract list'], Call<'contractList'>>>(),
  same<Same<Results['contract show'], Made<typeof plain.plainContract>>>(),
  same<Same<Results['contract map']['entries'][number], Made<typeof plain.plainMapEntry>>>(),
  same<Same<Results['contract events'], Call<'contractEvents'>>>(),
  same<Same<Results['draft list'], Call<'draftList'>>>(),
  same<Same<Results['file show'], Call<'fileShow'>>>(),
  same<Same<Results['file entry'], Call<'fileEntry'>>>(),
  same<Same<Results['file providers'], Call<'fileProviders'>>>(),
  same<Same<Results['file quota'], Call<'fileQuota'>>>(),
  same<Same<Results['file public'], Call<'filePublic'>>>(),
  same<Same<Results['lab attacks'], Call<'labAttacks'>>>(),
  same<Same<Results['lab attack'], Call<'labAttack'>>>(),
  same<Same<Results['lab traffic'], Call<'labTrafficStart'>>>(),
  same<Same<Results['lab status'], Call<'labStatus'>>>(),
  same<Same<Results['mine start'], Call<'mineStart'>>>(),
  same<Same<Omit<Results['stakes'], 'more'>, Omit<Made<typeof plain.plainStakes>, 'more'>>>(),
  same<Same<Results['authority list'], Call<'authorityList'>>>(),
  same<Same<Results['peers'], Call<'peers'>>>(),
  same<Same<Results['peer known'], Call<'peerKnown'>>>(),
  same<Same<Results['join'], Call<'join'>>>(),
  same<Same<Results['network list'], Call<'networkList'>>>(),
  same<Same<Results['network show']['parameters'], Made<typeof plainParameters>>>(),
  same<Same<Results['help'], HelpEntry[] | HelpPage>>(),
  same<Same<DeclaredEvents, EventData>>(),
  same<Same<keyof Declared, keyof Tabchain>>(),
  same<Same<Declared['help'], Tabchain['help']>>(),
  same<Same<ResultOf<'stakes'>, Results['stakes']>>(),
  same<Same<ResultOf<'send main 1 x'>, { txId: string }>>(),
  same<Same<ResultOf<string>, unknown>>(),
]

declare function same<T extends true>(): T

export type Checked = typeof SAME
