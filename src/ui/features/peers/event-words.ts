/** An event's data on one line, `key: value` pairs; long texts keep their ends. The data is a peer's doing in part: it is shown as text only. */
export function eventDetail(data: Record<string, unknown>): string {
  return Object.entries(data)
    .map(([key, value]) => `${key}: ${valueText(value)}`)
    .join(', ')
}

/** Longest text of one value that is shown whole. */
const VALUE_CHARACTERS = 80

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
  return text.length <= VALUE_CHARACTERS ? text : `${text.slice(0, VALUE_CHARACTERS / 2)}…${text.slice(-12)}`
}
