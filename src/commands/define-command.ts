import type { NodeApi } from '#api/calls.ts'
import type { Kind } from './kinds.ts'

type Need = 'required' | 'optional' | 'rest' | 'option' | 'flag'

/** One argument or option: how it is read, and its description. */
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

/** An optional argument, after the required ones. */
export const optional = <T>(kind: Kind<T>, summary: string): Parameter<T, 'optional'> => ({
  kind,
  summary,
  need: 'optional',
})

/**
 * The last argument, which is optional and takes all remaining words. They are joined by spaces, unless its
 * kind reads them one by one.
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

/** The values that `run` receives: required arguments are present, others may be undefined. */
type Values<P> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T, infer N>
    ? N extends 'required'
      ? T
      : T | undefined
    : never
}

/** Actions of the page after the node has answered. They wait until the command's caller has the result. */
export interface Effects {
  /** Opens an invite of another network in this tab. */
  openLink(link: string): void
  reload(): void
}

interface CommandContext {
  readonly api: NodeApi
  readonly effects: Effects
  readonly commands: readonly Command[]
  /** Aborts when the user stops the command. */
  readonly signal: AbortSignal | undefined
}

/** A command. */
export interface Command {
  /** One or two words, lower case. */
  readonly name: string
  readonly summary: string
  /** The arguments, in the order of the line. */
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
 * A command whose `run` is typed by its own arguments and options. No argument shares a name with an option,
 * because `input` can have either.
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

type Defined<T> = { -readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** The entries that have a value: options that were not given are absent from a call. */
export function defined<T extends Readonly<Record<string, unknown>>>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}
