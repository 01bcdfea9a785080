import type { NodeApi } from '#api/calls.ts'
import type { Kind } from './kinds.ts'

type Need = 'required' | 'optional' | 'rest' | 'option' | 'flag'

/** One argument or option: how it is read, and in words what it is for. */
export interface Parameter<T = unknown, N extends Need = Need> {
  readonly kind: Kind<T>
  readonly summary: string
  readonly need: N
}

export const required = <T>(kind: Kind<T>, summary: string): Parameter<T, 'required'> => ({
  kind,
  summary,
  need: 'required',
})

/** An argument after the required ones that may be missing. */
export const optional = <T>(kind: Kind<T>, summary: string): Parameter<T, 'optional'> => ({
  kind,
  summary,
  need: 'optional',
})

/**
 * The last argument, which takes all words that are left, joined by spaces unless its kind takes them one by
 * one. It may be missing.
 */
export const rest = <T>(kind: Kind<T>, summary: string): Parameter<T, 'rest'> => ({
  kind,
  summary,
  need: 'rest',
})

export const option = <T>(kind: Kind<T>, summary: string): Parameter<T, 'option'> => ({
  kind,
  summary,
  need: 'option',
})

export const flag = (kind: Kind<boolean>, summary: string): Parameter<boolean, 'flag'> => ({
  kind,
  summary,
  need: 'flag',
})

type Arguments = Readonly<Record<string, Parameter<unknown, 'required' | 'optional' | 'rest'>>>
type Options = Readonly<Record<string, Parameter<unknown, 'option' | 'flag'>>>

/** What `run` gets: a required argument is there, anything else may be undefined. */
type Values<P> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T, infer N>
    ? N extends 'required'
      ? T
      : T | undefined
    : never
}

/**
 * What the page does for a command once the node has answered. It lets the command's result reach its caller
 * first.
 */
export interface Effects {
  /** Opens an invite of another network in this tab. */
  openLink(link: string): void
  reload(): void
}

interface CommandContext {
  readonly api: NodeApi
  readonly effects: Effects
  readonly commands: readonly Command[]
  /** Aborts when the person stops the command. */
  readonly signal: AbortSignal | undefined
}

/** One thing that a person can do. */
export interface Command {
  /** One or two words, lower case. */
  readonly name: string
  readonly summary: string
  /** In the order of the line. */
  readonly arguments: Arguments
  readonly options: Options
  /** Resolves to plain JSON, or rejects with a `CommandError`. */
  run(context: CommandContext, values: Readonly<Record<string, unknown>>): Promise<unknown>
}

interface Definition<A, O> {
  readonly name: string
  readonly summary: string
  readonly arguments?: A
  readonly options?: O
  run(context: CommandContext, values: Values<A> & Values<O>): Promise<unknown>
}

/**
 * A command whose `run` is typed by its own arguments and options. Names are unique over both, because
 * `input` gives either.
 */
export function defineCommand<
  A extends Arguments = Record<never, never>,
  O extends Options = Record<never, never>,
>(definition: Definition<A, O>): Command {
  return {
    name: definition.name,
    summary: definition.summary,
    arguments: definition.arguments ?? {},
    options: definition.options ?? {},
    // `bindValues` reads every value by the parameter of its name.
    run: (context, values) => definition.run(context, values as Values<A> & Values<O>),
  }
}

type Given<T> = { -readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** The entries that have a value: an option that was not given is absent from a call, not undefined. */
export function given<T extends Readonly<Record<string, unknown>>>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}
