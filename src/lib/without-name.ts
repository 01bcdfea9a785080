/**
 * A message without the name of the value that it begins with, for a caller that has a better one:
 * `withoutName('address: it is empty', 'address')` is `it is empty`.
 */
export const withoutName = (message: string, name: string): string =>
  message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message
