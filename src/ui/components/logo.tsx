/** Two tabs that hook into each other, as links of a chain do. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="9" fill="var(--mantine-color-spruce-7)" />
      <g
        fill="none"
        stroke="var(--mantine-color-white)"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M4.500 22.500c2.200 0 3.200-.9 3.200-3v-7a3.200 3.200 0 0 1 3.200-3.200h4.200a3.200 3.200 0 0 1 3.200 3.200v3.200" />
        <path d="M13.700 16.300v3a3.200 3.200 0 0 0 3.200 3.200h4.200a3.200 3.200 0 0 0 3.200-3.200v-7c0-2.100 1-3 3.200-3" />
      </g>
    </svg>
  )
}
