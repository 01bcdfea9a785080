import { type CSSVariablesResolver, createTheme } from '@mantine/core'
import classes from './theme.module.css'
import {
  BLACK,
  COLOURS,
  MANTINE_COLOURS,
  MANTINE_DARK,
  MANTINE_SPACES,
  PALETTES,
  SIZES,
  SPACES,
  WHITE,
} from './tokens.ts'

const systemFont =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell, sans-serif'

/** Sizes, colours and defaults of Mantine's components; the rest is in `global.css`. */
export const theme = createTheme({
  primaryColor: 'spruce',
  // White text keeps AA on both; links and marks in the dark take shade 4 by themselves.
  primaryShade: { light: 7, dark: 6 },
  colors: { ...PALETTES, red: PALETTES.clay },
  white: WHITE,
  black: BLACK,
  spacing: mapped(MANTINE_SPACES, (name, pixels) => [name, `${pixels / 16}rem`]),
  fontFamily: systemFont,
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  headings: {
    fontFamily: systemFont,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // 44 px: the smallest target that a thumb hits reliably.
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 44 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Switch: { classNames: { track: classes.track } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: {
      styles: { title: { fontSize: '1.0625rem', fontWeight: 640 } },
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45, blur: 2 } },
    },
  },
})

/** The tokens as CSS variables: `--tab-*` and `--space-*` are ours, the others are Mantine's. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...Object.fromEntries(SPACES.map(pixels => [`--space-${pixels}`, `${pixels}px`])),
    ...mapped(SIZES, (name, size) => [`--tab-${name}`, size]),
  },
  light: colours(0),
  dark: { ...colours(1), ...mapped(MANTINE_DARK, (name, colour) => [`--mantine-color-${name}`, colour]) },
})

function colours(scheme: 0 | 1): Record<string, string> {
  return {
    ...mapped(COLOURS, (name, pair) => [`--tab-${name}`, pair[scheme]]),
    ...mapped(MANTINE_COLOURS, (name, pair) => [`--mantine-color-${name}`, pair[scheme]]),
  }
}

function mapped<T>(of: Readonly<Record<string, T>>, entry: (name: string, value: T) => [string, string]) {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => entry(name, value)))
}
