/**
 * The operations that a contract may request from its host, with their numbers at the boundary. Numbers are
 * rules: never reuse one.
 */
export const HOST_OPERATIONS = {
  /** key → the stored value's bytes, or none */
  read: 1,
  /** [key, value's bytes] */
  write: 2,
  /** key */
  remove: 3,
  /** [prefix, last key or empty, limit] → [keys] */
  keys: 4,
  /** [to, amount] */
  transfer: 5,
  /** [name, argument, indexed fields] */
  emit: 6,
  /** [address, method, arguments, value] → its result */
  call: 7,
  /** bytes → 32 bytes */
  sha256: 8,
  /** [public key, message, signature] → boolean */
  verifySignature: 9,
  /** address → its balance */
  balance: 10,
} as const

export type HostOperation = keyof typeof HOST_OPERATIONS
