import { createContext, useContext } from 'react'
import { known } from '#lib/assert.ts'
import type { AppProps } from './app-props.ts'

const NodeContext = createContext<AppProps | undefined>(undefined)

/** Gives the screens below it the node, its database and the genesis parameters. */
export const NodeProvider = NodeContext.Provider

/** The dependencies that the page's composition root passed to the app. */
export function useNode(): AppProps {
  return known(useContext(NodeContext), 'NodeProvider above this component')
}
