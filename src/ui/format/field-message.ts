/**
 * A failure's message under the field that it names: without the name, `amount: it is empty` → `It is empty`.
 */
export function fieldMessage(message: string): string {
  const rest = message.replace(/^[\w ]{1,24}: /, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
