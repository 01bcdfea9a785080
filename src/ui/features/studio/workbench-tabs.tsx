import { t } from '@lingui/core/macro'
import type { KeyboardEvent } from 'react'
import classes from './workbench.module.css'

export type WorkbenchTab = 'code' | 'try' | 'deploy' | 'interface'

const NAMES: Record<WorkbenchTab, string> = {
  code: t`Code`,
  try: t`Try it`,
  deploy: t`Deploy`,
  interface: t`Interface`,
}

export const tabId = (tab: WorkbenchTab) => `studio-tab-${tab}`
export const panelId = (tab: WorkbenchTab) => `studio-panel-${tab}`

interface WorkbenchTabsProps {
  readonly tabs: readonly WorkbenchTab[]
  readonly current: WorkbenchTab
  onChange(tab: WorkbenchTab): void
}

/** The panels beside the editor, or behind it on a phone. Arrow keys go from one to the next. */
export function WorkbenchTabs({ tabs, current, onChange }: WorkbenchTabsProps) {
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = tabs.at((tabs.indexOf(current) + by) % tabs.length)
    if (!next) return
    onChange(next)
    document.getElementById(tabId(next))?.focus()
  }

  return (
    <div className={classes.tabs} role="tablist" aria-label={t`Workbench`} onKeyDown={step}>
      {tabs.map(tab => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(tab)}
          aria-controls={panelId(tab)}
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          className={classes.tab}
          onClick={() => onChange(tab)}
        >
          {NAMES[tab]}
        </button>
      ))}
    </div>
  )
}
