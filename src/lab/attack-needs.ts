/** An attack cannot be tried here and now; the message says what it needs. */
export class AttackNeeds extends Error {
  override readonly name = 'AttackNeeds'
  readonly code = 'LAB_NEEDS'
}
