import { useMemo } from 'react'
import { encode } from 'uqr'
import classes from './qr-code.module.css'

/** Side on a screen, in CSS pixels; what remains after whole pixels per module goes. */
const SIDE = 272

/** Longer texts than this get the sparser code: a screen has no scratches, but a phone's camera has limits. */
const DENSE_CHARACTERS = 120

/** A QR code of `value`, black on white in both themes, because many readers refuse inverted ones. */
export function QrCode({ value, label }: { readonly value: string; readonly label: string }) {
  const { path, size } = useMemo(() => {
    const { data, size } = encode(value, { ecc: value.length > DENSE_CHARACTERS ? 'L' : 'M', border: 3 })
    const path = data.flatMap((row, y) => row.map((black, x) => (black ? `M${x} ${y}h1v1h-1z` : ''))).join('')
    return { path, size }
  }, [value])

  return (
    <svg
      className={classes.code}
      width={size * Math.max(2, Math.floor(SIDE / size))}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
    >
      <path d={path} fill="#14120f" />
    </svg>
  )
}
