import '@xterm/xterm/css/xterm.css'
import { Paper, useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useNode } from '../../node-context.tsx'
import { KeyRow } from './key-row.tsx'
import { terminalFile } from './local-files.ts'
import { terminalOf } from './open-terminal.ts'
import classes from './terminal.module.css'
import { terminalTheme } from './terminal-theme.ts'

/** The terminal and, for phones, the keys that their keyboards lack. */
export function TerminalView() {
  const { api, genesis, version } = useNode()
  const terminal = terminalOf(api, `Tabchain ${version}, network ${genesis.name}. "help" lists the commands.`)
  const { xterm, session } = terminal
  const scheme = useComputedColorScheme('light')
  const byTouch = useMediaQuery('(pointer: coarse)')
  const parent = useRef<HTMLDivElement>(null)
  const [dropping, setDropping] = useState(false)

  // Before it is opened, so that it is measured and drawn once.
  xterm.options.theme = terminalTheme(scheme)
  xterm.options.fontSize = byTouch ? 13 : 14

  useEffect(() => {
    if (!parent.current) return
    const unmount = terminal.mount(parent.current)
    // On a phone that would open the keyboard over what was to be read.
    if (!matchMedia('(pointer: coarse)').matches) terminal.xterm.focus()
    return unmount
  }, [terminal])

  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setDropping(false)
    for (const file of event.dataTransfer.files) session.dropped(terminalFile(file))
    xterm.focus()
  }

  return (
    <>
      <Paper
        component="section"
        aria-label="Terminal"
        withBorder
        radius="lg"
        className={classes.frame}
        data-dropping={dropping || undefined}
        onDragOver={event => {
          event.preventDefault()
          setDropping(true)
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={drop}
      >
        <div ref={parent} className={classes.screen} />
      </Paper>
      <KeyRow press={data => session.type(data)} />
      <p className={classes.hint}>
        Tab completes, ↑ repeats, Ctrl-C stops. A dropped file or pasted lines are run as a script. Esc and
        then Tab leaves the terminal.
      </p>
    </>
  )
}
