import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import '@xterm/xterm/css/xterm.css'
import { Paper, Switch, useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type DragEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useNode } from '../../node-context.tsx'
import { KeyRow } from './key-row.tsx'
import { terminalFile } from './local-files.ts'
import { terminalOf } from './open-terminal.ts'
import classes from './terminal.module.css'
import { useSpoken } from './use-spoken.ts'
import { useVisibleHeight } from './use-visible-height.ts'

/** The terminal and, for phones, the keys that their keyboards lack. */
export function TerminalView() {
  const { api, genesis, version } = useNode()
  const { name } = genesis
  const terminal = terminalOf(api, t`Tabchain ${version}, network ${name}. "help" lists the commands.`)
  const { xterm, session } = terminal
  const scheme = useComputedColorScheme('light')
  const byTouch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const parent = useRef<HTMLDivElement>(null)
  const [dropping, setDropping] = useState(false)
  const [spoken, setSpoken] = useSpoken()

  // Before it is opened, so that it is measured and drawn once.
  useLayoutEffect(() => terminal.dress(scheme, byTouch ? 13 : 14), [terminal, scheme, byTouch])
  useLayoutEffect(() => {
    xterm.options.screenReaderMode = spoken
  }, [xterm, spoken])
  useVisibleHeight(parent)

  useEffect(() => {
    if (!parent.current) return
    const unmount = terminal.mount(parent.current)
    // After the shell has put the focus at the top of the new screen; on a phone it would open the keyboard
    // over what was to be read.
    const focusing = setTimeout(() => {
      if (!matchMedia('(pointer: coarse)').matches) terminal.xterm.focus()
    })
    return () => {
      clearTimeout(focusing)
      unmount()
    }
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
        aria-label={t`Terminal`}
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
      <div className={classes.foot}>
        <p className={classes.hint}>
          <Trans>
            Tab completes, ↑ repeats, Ctrl-C stops. A dropped file or pasted lines are run as a script. Esc
            and then Tab leaves the terminal.
          </Trans>
        </p>
        <Switch
          label={t`Read aloud by a screen reader`}
          checked={spoken}
          onChange={event => setSpoken(event.currentTarget.checked)}
        />
      </div>
    </>
  )
}
