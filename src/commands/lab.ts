import { CALL_SENTENCES } from '#api/call-names.ts'
import { MAX_TRAFFIC_RATE } from '#api/limits.ts'
import { fail, ok } from '#lib/result.ts'
import { taken } from './command-error.ts'
import { defineCommand, defined, option, required } from './define-command.ts'
import { integer, type Kind, text } from './kinds.ts'

const startOrStop: Kind<'start' | 'stop'> = {
  label: 'start|stop',
  parse(value, field) {
    if (value === 'start' || value === 'stop') return ok(value)
    return fail('VALUE_BAD', `${field}: "${value.slice(0, 40)}" is neither start nor stop`)
  },
}

/** Attacks and traffic, in a tab that was opened with `?lab`: `lab …`. */
export const LAB_COMMANDS = [
  defineCommand({
    name: 'lab attacks',
    summary: CALL_SENTENCES.labAttacks,
    run: async ({ api }) => taken(await api.labAttacks({})),
  }),
  defineCommand({
    name: 'lab attack',
    summary: CALL_SENTENCES.labAttack,
    arguments: { name: required(text, 'the attack’s name, from `lab attacks`') },
    run: async ({ api, signal }, args) => taken(await api.labAttack(args, signal)),
  }),
  defineCommand({
    name: 'lab traffic',
    summary: 'Starts or stops payments and contract calls, each sent to some of the peers',
    arguments: { what: required(startOrStop, 'start, or stop, which still follows those that were sent') },
    options: { rate: option(integer(1, MAX_TRAFFIC_RATE), 'transactions per second; 5 by default') },
    run: async ({ api }, { what, rate }) =>
      taken(what === 'start' ? await api.labTrafficStart(defined({ rate })) : await api.labTrafficStop({})),
  }),
  defineCommand({
    name: 'lab status',
    summary: CALL_SENTENCES.labStatus,
    run: async ({ api }) => taken(await api.labStatus({})),
  }),
]
