import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import classes from './theme.module.css'

/** The brand: a spruce green that keeps AA contrast with white from shade 6 on. */
const spruce: MantineColorsTuple = [
  '#eef6f2',
  '#d8ebe2',
  '#b1d7c6',
  '#85c2a8',
  '#5dae8d',
  '#3b9875',
  '#247d5d',
  '#1a684d',
  '#145340',
  '#0c3d2f',
]

/** Whatever still waits: pending amounts, catching up. */
const amber: MantineColorsTuple = [
  '#fff5e2',
  '#fbe6c0',
  '#f6cf8a',
  '#efb44f',
  '#e59d26',
  '#c98213',
  '#9c6207',
  '#7d4d04',
  '#603b05',
  '#432a06',
]

/** Whatever failed or destroys. */
const clay: MantineColorsTuple = [
  '#fcf0ed',
  '#f8dcd6',
  '#efb5aa',
  '#e58d7d',
  '#da6c59',
  '#c94c38',
  '#b03c2a',
  '#922f20',
  '#72261a',
  '#531c13',
]

/** Greys with a little warmth, so that the page reads as paper and the green as ink. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e9e6df',
  '#dad6cd',
  '#c2bdb2',
  '#9b958a',
  '#69645b',
  '#524e47',
  '#383530',
  '#211f1c',
]

const dark: MantineColorsTuple = [
  '#ebe8e1',
  '#d0ccc3',
  '#aaa69c',
  '#726e66',
  '#403e39',
  '#33312d',
  '#232220',
  '#181715',
  '#121110',
  '#0c0b0a',
]

const systemFont =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell, sans-serif'

/** Sizes, colours and defaults of every Mantine component; what is not a component is in `global.css`. */
export const theme = createTheme({
  primaryColor: 'spruce',
  // White text keeps AA on both; links and marks in the dark take shade 4 by themselves.
  primaryShade: { light: 7, dark: 6 },
  colors: { spruce, amber, clay, red: clay, gray, dark },
  white: '#ffffff',
  black: '#211f1c',
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

/** The page's ground lies a shade below the cards on it; `--tab-*` names are ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--tab-gap': '16px',
    '--tab-page': '1120px',
  },
  light: {
    '--tab-ground': '#f6f4ef',
    '--tab-sunken': '#f3f1ec',
    '--tab-line': '#e4e0d7',
    '--tab-strong': '#211f1c',
    '--mantine-color-text': '#2b2925',
    '--mantine-color-dimmed': '#69645b',
    '--mantine-color-placeholder': '#767067',
    '--mantine-color-disabled-color': '#857f74',
    '--mantine-color-error': '#ad3827',
    '--mantine-color-spruce-light-color': '#145340',
    '--mantine-color-default-border': '#d3cec3',
  },
  dark: {
    '--tab-ground': '#121110',
    '--tab-sunken': '#171614',
    '--tab-line': '#2f2d29',
    '--tab-strong': '#f4f1ea',
    '--mantine-color-body': '#1c1b19',
    '--mantine-color-text': '#dedad1',
    '--mantine-color-dimmed': '#a5a196',
    '--mantine-color-placeholder': '#8f8b81',
    '--mantine-color-disabled-color': '#8a867c',
    '--mantine-color-error': '#ec9a8b',
    // Tints of the colour over the card, instead of a shade darker than it.
    '--mantine-color-spruce-light': 'rgb(93 174 141 / 16%)',
    '--mantine-color-spruce-light-hover': 'rgb(93 174 141 / 24%)',
    '--mantine-color-spruce-light-color': '#a9d8c3',
    '--mantine-color-amber-light': 'rgb(229 157 38 / 14%)',
    '--mantine-color-amber-light-color': '#f2c77f',
    '--mantine-color-clay-light': 'rgb(218 108 89 / 16%)',
    '--mantine-color-clay-light-hover': 'rgb(218 108 89 / 24%)',
    '--mantine-color-clay-light-color': '#f2b8ac',
    '--mantine-color-default': '#232220',
    '--mantine-color-default-border': '#454239',
  },
})
