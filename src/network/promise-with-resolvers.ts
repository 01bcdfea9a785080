/**
 * libp2p 3 calls `Promise.withResolvers`, which Node has from 22 and Safari from 17.4 on; the app supports
 * Node 20. Import this file before libp2p.
 */
interface Resolvers<T> {
  promise: Promise<T>
  resolve: (value: T | PromiseLike<T>) => void
  reject: (reason: unknown) => void
}

const promises = Promise as { withResolvers?: <T>() => Resolvers<T> }

promises.withResolvers ??= <T>() => {
  const resolvers = {} as Resolvers<T>
  resolvers.promise = new Promise<T>((resolve, reject) => Object.assign(resolvers, { resolve, reject }))
  return resolvers
}

export {}
