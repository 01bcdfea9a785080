import type { NodeApi } from '#api/calls.ts'
import { known } from '#lib/assert.ts'
import type { Failure } from '#lib/result.ts'
import { settled } from '../../hooks/use-command.ts'
import { ADDS_AT_ONCE } from '../../limits.ts'

/** Files and folders that the user chose. */
export type Picked =
  | { readonly type: 'file'; readonly name: string; readonly mediaType: string; readonly file: Blob }
  | { readonly type: 'car'; readonly name: string; readonly file: Blob }
  | { readonly type: 'folder'; readonly name: string; readonly files: readonly FolderFile[] }

/** `path` is below the folder, with slashes. */
export interface FolderFile {
  readonly path: string
  readonly file: Blob
}

/** The details of its record. */
export interface AddChoice {
  readonly from: string
  readonly note: string
  readonly fee: bigint
  readonly record: boolean
}

export type AddState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly cid: string; readonly txId: string | null }
  | { readonly status: 'failed'; readonly failure: Failure }

export interface AddTask {
  readonly id: number
  readonly given: Picked
  readonly sizeBytes: number
  readonly state: AddState
}

interface Work {
  readonly choice: AddChoice
  readonly cancel: AbortController
}

/**
 * The queue of files that this page adds, a few at a time. It outlives the screen that started it, because
 * only the caller can cancel a call. A file's row in the files' database has its progress.
 */
export class AddQueue {
  readonly #api: NodeApi
  readonly #work = new Map<number, Work>()
  readonly #listeners = new Set<() => void>()
  #tasks: readonly AddTask[] = []
  #lastId = 0

  constructor(api: NodeApi) {
    this.#api = api
  }

  tasks = (): readonly AddTask[] => this.#tasks

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  add(given: readonly Picked[], choice: AddChoice): void {
    const tasks = given.map((each): AddTask => {
      const id = ++this.#lastId
      this.#work.set(id, { choice, cancel: new AbortController() })
      return { id, given: each, sizeBytes: sizeOf(each), state: { status: 'waiting' } }
    })
    this.#set([...this.#tasks, ...tasks])
    this.#next()
  }

  /** Cancels a file and removes it from the list; a file that is only partly added leaves nothing behind. */
  remove(id: number): void {
    this.#work.get(id)?.cancel.abort()
    this.#work.delete(id)
    this.#set(this.#tasks.filter(task => task.id !== id))
    this.#next()
  }

  /** Removes files that are done or failed from the list. */
  clear(): void {
    this.#set(this.#tasks.filter(({ state }) => state.status === 'waiting' || state.status === 'running'))
  }

  #next(): void {
    const running = this.#tasks.filter(({ state }) => state.status === 'running').length
    const next = this.#tasks
      .filter(({ state }) => state.status === 'waiting')
      .slice(0, Math.max(0, ADDS_AT_ONCE - running))
    for (const task of next) void this.#run(task)
  }

  async #run(task: AddTask): Promise<void> {
    const { choice, cancel } = known(this.#work.get(task.id), 'work of a task')
    this.#change(task.id, { status: 'running' })
    const result = await settled(this.#call(task.given, choice, cancel.signal))
    this.#work.delete(task.id)
    if (result.ok) this.#change(task.id, { status: 'done', txId: null, ...result.value })
    else this.#change(task.id, { status: 'failed', failure: result.error })
    this.#next()
  }

  #call(given: Picked, { from, note, fee, record }: AddChoice, signal: AbortSignal) {
    const recorded = { from, record, ...(note === '' ? {} : { note }), fee }
    switch (given.type) {
      case 'file': {
        const { file, name, mediaType } = given
        return this.#api.fileAdd({ ...recorded, file, name, mediaType }, signal)
      }
      case 'folder':
        return this.#api.folderAdd({ ...recorded, name: given.name, files: given.files }, signal)
      case 'car':
        return this.#api.fileImport({ car: given.file, name: given.name }, signal)
    }
  }

  #change(id: number, state: AddState): void {
    this.#set(this.#tasks.map(task => (task.id === id ? { ...task, state } : task)))
  }

  #set(tasks: readonly AddTask[]): void {
    this.#tasks = tasks
    for (const changed of this.#listeners) changed()
  }
}

const queues = new WeakMap<NodeApi, AddQueue>()

/** The queue of a node's page. */
export function addQueueOf(api: NodeApi): AddQueue {
  const queue = queues.get(api) ?? new AddQueue(api)
  queues.set(api, queue)
  return queue
}

function sizeOf(given: Picked): number {
  return given.type === 'folder' ? given.files.reduce((sum, { file }) => sum + file.size, 0) : given.file.size
}
