import type { CallArgs, CallName, CallResult } from '#api/calls.ts'
import type { Failure, Result } from '#lib/result.ts'
import { useNode } from '../node-context.tsx'
import { type Command, useCommand } from './use-command.ts'

type Calling<Name extends CallName> = {
  readonly [N in Name]: (args: CallArgs<N>) => Promise<Result<CallResult<N>, Failure>>
}

/** One of the node's calls for a button: `useCall('send')`. */
export function useCall<Name extends CallName>(name: Name): Command<CallArgs<Name>, CallResult<Name>> {
  const { api } = useNode()
  return useCommand<CallArgs<Name>, CallResult<Name>>(args => {
    const calls: Calling<Name> = api
    return calls[name](args)
  })
}
