import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { browserLaunchOptions } from './browser.mjs'

/**
 * Draws the PNG icons of `public/` from `public/icon.svg`; run it by hand after a change. Masks of systems
 * cut up to a fifth off each side of a maskable icon, and no icon has rounded corners of its own.
 */
const PUBLIC = new URL('../public/', import.meta.url)
const SVG = readFileSync(new URL('icon.svg', PUBLIC), 'utf8')
const MASKABLE = SVG.replace('rx="7"', '').replace(
  '<g id="mark"',
  '<g id="mark" transform="translate(16 16) scale(0.8) translate(-16 -16)"',
)
const ICONS = [
  ['icon-192.png', 192, SVG],
  ['icon-512.png', 512, SVG],
  ['icon-maskable-512.png', 512, MASKABLE],
  // iOS rounds the corners by itself and shows transparency as black.
  ['apple-touch-icon.png', 180, SVG.replace('rx="7"', '')],
]

const browser = await chromium.launch(browserLaunchOptions())
for (const [name, size, svg] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
  writeFileSync(fileURLToPath(new URL(name, PUBLIC)), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
