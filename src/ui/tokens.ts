import type { MantineColorsTuple } from '@mantine/core'

/**
 * Every colour, distance and breakpoint. Screens use only these, which `tokens.test.ts` checks. `theme.ts`
 * derives Mantine's theme and the page's CSS variables from them.
 */

/** Ten shades of each colour, from light to dark; in CSS `--mantine-color-spruce-7`. */
export const PALETTES = {
  /** The brand: a spruce green that keeps AA contrast with white from shade 6 on. */
  spruce: [
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
  ],

  /** For pending amounts and a node that catches up. */
  amber: [
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
  ],

  /** For failures and destructive actions. */
  clay: [
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
  ],

  /** Greys with a little warmth, so that the page reads as paper and the green as ink. */
  gray: [
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
  ],

  dark: [
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
  ],
} satisfies Record<string, MantineColorsTuple>

const GREEN = PALETTES.spruce[7]
const PAPER = '#ffffff'
const INK = PALETTES.gray[9]

/**
 * Colours by purpose, for the light and the dark scheme; in CSS `--tab-accent`. Text colours keep AA
 * contrast on every ground here.
 */
export const COLOURS = {
  /** The page's ground lies a shade below the cards on it. */
  ground: ['#f6f4ef', '#121110'],
  sunken: [PALETTES.gray[1], '#171614'],
  hover: ['#ebe8e0', '#1c1b19'],
  line: ['#e4e0d7', '#2f2d29'],
  /** Headings and emphasised text. */
  strong: [INK, '#f4f1ea'],
  neutral: [PALETTES.gray[5], '#8f8b81'],

  /** Marks, icons and borders of what is chosen, own or good; `-text` is for words. */
  accent: [GREEN, '#5dae8d'],
  'accent-text': [GREEN, '#7cc3a4'],
  'accent-strong': ['#145340', '#a9d8c3'],
  'accent-line': ['#9cc4b2', '#2f5a48'],
  'accent-tint': ['#e1ece6', '#1b2a24'],
  'accent-wash': ['#ebf3ee', '#19261f'],
  selection: ['#d0e5da', '#28463b'],

  /** For pending items and warnings. */
  warn: ['#c98213', '#e59d26'],
  'warn-text': ['#8a5605', '#e8b355'],
  'warn-tint': ['#fbf0dc', '#2b2415'],

  /** For failures and destructive actions. */
  bad: ['#b03c2a', '#da6c59'],
  'bad-text': ['#a03525', '#ec9a8b'],
  'bad-line': ['#e8c0b8', '#5f332b'],

  /** Things of one kind that must not be mixed up: glyphs of addresses, words of code. */
  'hue-0': [GREEN, '#5dae8d'],
  'hue-1': ['#9c6207', '#e0a43f'],
  'hue-2': ['#3a5f8a', '#86aede'],
  'hue-3': ['#8a4264', '#d791b3'],
  'hue-4': ['#5d5790', '#a9a2e0'],
  'hue-5': ['#5f6b2d', '#aebb70'],
} satisfies Record<string, readonly [light: string, dark: string]>

/** Colours that Mantine's components take by themselves; in CSS `--mantine-color-text`. */
export const MANTINE_COLOURS = {
  body: [PAPER, '#1c1b19'],
  text: ['#2b2925', '#dedad1'],
  dimmed: ['#69645b', '#a5a196'],
  placeholder: ['#767067', '#8f8b81'],
  'disabled-color': ['#857f74', '#8a867c'],
  error: COLOURS['bad-text'],
  'default-border': ['#d3cec3', '#454239'],
  'spruce-light-color': COLOURS['accent-strong'],
} satisfies Record<string, readonly [light: string, dark: string]>

/** Replaces Mantine's colours for the dark scheme, which are too dark: tints lie over the card there. */
export const MANTINE_DARK = {
  'spruce-light': 'rgb(93 174 141 / 16%)',
  'spruce-light-hover': 'rgb(93 174 141 / 24%)',
  'amber-light': 'rgb(229 157 38 / 14%)',
  'amber-light-color': '#f2c77f',
  'clay-light': 'rgb(218 108 89 / 16%)',
  'clay-light-hover': 'rgb(218 108 89 / 24%)',
  'clay-light-color': '#f2b8ac',
  default: '#232220',
}

export const WHITE = PAPER
export const BLACK = INK

/** Distances in CSS pixels; in CSS `--space-12`. Everything between two things is one of these. */
export const SPACES = [2, 4, 6, 8, 10, 12, 14, 16, 20, 24, 32] as const

/** Mantine's names for some of them: `gap="sm"`. */
export const MANTINE_SPACES = { xs: 10, sm: 12, md: 16, lg: 20, xl: 32 } satisfies Record<
  string,
  (typeof SPACES)[number]
>

/** Sizes of the page as a whole; in CSS `--tab-inset`. */
export const SIZES = {
  /** From the edge of a card to what is in it. */
  inset: 'clamp(16px, 2.2vw, 20px)',
  /** The widest that screens are. */
  page: '1120px',
}

/** Where the layout changes; in CSS `@media (--phone)`. */
export const BREAKPOINTS = {
  /** One narrow column. */
  phone: '(max-width: 639px)',
  /** Room for the navigation at the side and for two columns. */
  desk: '(min-width: 900px)',
  /** Room for a third column, or for code beside what it does. */
  wide: '(min-width: 1100px)',
} as const
