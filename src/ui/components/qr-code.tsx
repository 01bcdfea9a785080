import { useMemo } from 'react'
import { encode } from 'uqr'
import classes from './qr-code.module.css'

/** Width in CSS pixels, rounded down to whole pixels per module. */
const SIDE = 272

/** Width of a code with many modules: seven pixels for each of the 45 of a short invite and its margin. */
const DENSE_SIDE = 330

/** White modules around the code, as ISO 18004 requires. */
const QUIET_ZONE = 4

/**
 * Texts longer than an address get the least error correction: screens and projectors have no scratches, but a
 * phone's camera has a limited resolution.
 */
const DENSE_CHARACTERS = 63

/** A QR code of `value`, black on white in both themes, because many readers refuse inverted ones. */
export function QrCode({ value, label }: { readonly value: string; readonly label: string }) {
  const dense = value.length > DENSE_CHARACTERS
  const { path, size } = useMemo(() => {
    const { data, size } = encode(value, { ecc: dense ? 'L' : 'M', border: QUIET_ZONE })
    const path = data.flatMap((row, y) => row.map((black, x) => (black ? `M${x} ${y}h1v1h-1z` : ''))).join('')
    return { path, size }
  }, [value, dense])

  return (
    <svg
      className={classes.code}
      width={size * Math.max(2, Math.floor((dense ? DENSE_SIDE : SIDE) / size))}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  )
}
