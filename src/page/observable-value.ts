/** A value that React and plain code can watch. */
export interface ObservableValue<T> {
  readonly get: () => T
  readonly set: (value: T) => void
  /** Returns a function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createValue<T>(initial: T): ObservableValue<T> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set: next => {
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
