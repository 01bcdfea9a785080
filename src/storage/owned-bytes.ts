/**
 * The row with bytes of its own. A `Uint8Array` that views a part of a larger buffer is stored with all of
 * that buffer: a header cut out of a network frame would cost the frame.
 */
export function withOwnedBytes<Row extends object>(row: Row): Row {
  const views = Object.entries(row).filter(([, value]) => isPartialView(value))
  if (views.length === 0) return row
  return { ...row, ...Object.fromEntries(views.map(([key, view]) => [key, (view as Uint8Array).slice()])) }
}

function isPartialView(value: unknown): boolean {
  return value instanceof Uint8Array && value.byteLength !== value.buffer.byteLength
}
