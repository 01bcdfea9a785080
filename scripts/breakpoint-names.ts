import type { Plugin } from 'vite'
import { BREAKPOINTS } from '../src/ui/tokens.ts'

/**
 * Style sheets name the widths at which the layout changes, `@media (--phone)`, and this puts in what stands for the names. It runs when
 * everything else has, because rules that are composed from another module come with that module's own media queries.
 */
export function breakpointNames(): Plugin {
  return {
    name: 'breakpoint-names',
    config: () => ({
      css: {
        postcss: {
          plugins: [
            {
              postcssPlugin: 'breakpoint-names',
              OnceExit(root) {
                root.walkAtRules('media', rule => {
                  rule.params = withWidths(rule.params)
                })
              },
            },
          ],
        },
      },
    }),
  }
}

function withWidths(query: string): string {
  return query.replace(/\(--([\w-]+)\)/g, (_, name: string) => {
    const width = Object.entries(BREAKPOINTS).find(([each]) => each === name)?.[1]
    if (width === undefined) throw new Error(`"--${name}" is not a breakpoint of src/ui/tokens.ts`)
    return width
  })
}
