import type { CallHandlers } from '#api/handlers.ts'
import type { ConfigResult } from '#api/results.ts'
import { type Failure, fail, ok, type Result } from '#lib/result.ts'
import { keepMiningChoice } from '#node/produce/mining-choice.ts'
import type { HandlerContext } from './context.ts'
import { badThreads } from './mining.ts'

/** This profile's settings by name. Each has a button elsewhere, and is kept over reloads. */
export function configHandlers({ node, settings }: HandlerContext) {
  const { producer, miner } = node
  const now = (): ConfigResult => ({
    producing: producer.choice.on,
    keepMining: producer.choice.keepMining,
    threads: miner.threads(),
  })

  const set: Record<keyof ConfigResult, (value: string) => Result<void, Failure>> = {
    producing: value => {
      const on = readTruth('producing', value)
      if (on.ok) producer.choose({ ...producer.choice, on: on.value })
      return on.ok ? ok(undefined) : on
    },
    keepMining: value => {
      const keepMining = readTruth('keepMining', value)
      if (keepMining.ok) producer.choose({ ...producer.choice, keepMining: keepMining.value })
      return keepMining.ok ? ok(undefined) : keepMining
    },
    threads: value => {
      const threads = /^\d{1,6}$/.test(value) ? Number(value) : 0
      if (threads < 1 || threads > miner.maxThreads) return badThreads(value, miner.maxThreads)
      miner.setThreads(threads)
      return ok(undefined)
    },
  }

  return {
    config: async ({ key, value }) => {
      if (key === undefined) {
        return value === undefined
          ? ok(now())
          : fail('REQUEST_BAD', 'key: missing; name the setting for this value')
      }
      if (!isKey(set, key)) {
        const known = Object.keys(set).join(', ')
        return fail('CONFIG_UNKNOWN', `key: unknown setting "${key.slice(0, 40)}"; the settings are ${known}`)
      }
      if (value !== undefined) {
        const done = set[key](value)
        if (!done.ok) return done
        await keepMiningChoice(node, settings)
        node.rows.miningChanged()
      }
      return ok({ [key]: now()[key] })
    },
  } satisfies Partial<CallHandlers>
}

const isKey = (set: object, key: string): key is keyof ConfigResult => Object.hasOwn(set, key)

function readTruth(name: string, value: string): Result<boolean, Failure> {
  if (value === 'true' || value === 'false') return ok(value === 'true')
  return fail('VALUE_BAD', `${name}: "${value}" is neither true nor false; give one of them`)
}
