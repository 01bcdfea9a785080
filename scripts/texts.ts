import { lingui } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'

/** Vite plugins for the texts of the page: macros become look-ups in the catalogue, and the catalogue becomes a module. */
export const texts = () => [
  lingui(),
  babel({ include: /\/src\/(?:ui|page)\/.*\.tsx?$/, plugins: ['@lingui/babel-plugin-lingui-macro'] }),
]
