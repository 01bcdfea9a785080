/** The attack cannot run here at present; the message names what it needs. */
export class AttackNeeds extends Error {
  override readonly name = 'AttackNeeds'
  readonly code = 'LAB_NEEDS'
}
