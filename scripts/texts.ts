import { type PluginObj, types } from '@babel/core'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import babel from '@rolldown/plugin-babel'

/**
 * Vite plugin for the texts of the page: macros become look-ups that carry the English text, compiled. So each text
 * travels in the chunk of the screen that shows it, and English needs no catalogue.
 */
export const texts = () =>
  babel({
    include: /\/src\/(?:ui|page)\/.*\.tsx?$/,
    plugins: [['@lingui/babel-plugin-lingui-macro', { stripMessageField: false }], compiledMessages],
  })

/** Babel plugin: compiles the `message` of each look-up, which Lingui's macros mark by a comment. */
function compiledMessages(): PluginObj {
  return {
    visitor: {
      Program: {
        // The macros are replaced when the program is entered.
        exit: program =>
          program.traverse({
            ObjectExpression({ node }) {
              if (!node.leadingComments?.some(({ value }) => value.trim() === 'i18n')) return
              for (const property of node.properties)
                if (types.isObjectProperty(property) && types.isIdentifier(property.key, { name: 'message' }))
                  property.value = compiled(property.value)
            },
          }),
      },
    },
  }
}

function compiled(message: types.Node) {
  if (!types.isStringLiteral(message)) throw new Error(`a message is a ${message.type}, not a string`)
  const parts = compileMessageOrThrow(message.value)
  // A string would count as a message that is not compiled yet.
  return types.valueToNode(typeof parts === 'string' ? [parts] : parts)
}
