import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import type { DraftResult } from '#api/contract-results.ts'
import { ok } from '#lib/result.ts'
import { MoreLink } from '../../components/more-link.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { navigate } from '../../router.ts'
import { BREAKPOINTS } from '../../tokens.ts'
import { useWallet } from '../../wallet-context.tsx'
import { DeployPanel } from './deploy/deploy-panel.tsx'
import type { EditorHandle } from './editor/code-editor.tsx'
import type { SourceMark } from './editor/source-marks.ts'
import { DraftMenu } from './gallery/draft-menu.tsx'
import { SaveMark } from './save-mark.tsx'
import { SourceVerdict } from './source-verdict.tsx'
import { peopleOf } from './trial/people.ts'
import { failedAt } from './trial/trial-outcome.ts'
import { TrialPanel } from './trial/trial-panel.tsx'
import { useTrial } from './trial/use-trial.ts'
import { useDraftSaver } from './use-draft-saver.ts'
import { useSourceCheck } from './use-source-check.ts'
import classes from './workbench.module.css'
import { panelId, tabId, type WorkbenchTab, WorkbenchTabs } from './workbench-tabs.tsx'

const CodeEditor = lazy(async () => ({ default: (await import('./editor/code-editor.tsx')).CodeEditor }))
const DeclarationsView = lazy(async () => ({
  default: (await import('./editor/declarations-view.tsx')).DeclarationsView,
}))

const KEYS_ID = 'studio-keys'
/** The modifier key, chosen by the same rule as in CodeMirror. */
const MOD = /Mac/.test(navigator.platform) ? 'Cmd' : 'Ctrl'

/** The screen of a draft: its source, its state, and the panels to try and to deploy it. */
export function Workbench({ draft }: { readonly draft: DraftResult }) {
  const { rows } = useWallet()
  const people = useMemo(() => peopleOf(rows), [rows])
  const { saver, state } = useDraftSaver(draft)
  const from = people[0]?.address ?? ''
  const { check, abi, edited } = useSourceCheck(saver.work.source, from)
  const trial = useTrial(() => saver.work.source, from)
  const editor = useRef<EditorHandle>(null)
  const isWide = useMediaQuery(BREAKPOINTS.wide, undefined, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState<WorkbenchTab>('code')
  const [isAsked, setAsked] = useState(false)
  const [deployMark, setDeployMark] = useState<SourceMark>()

  const tab = isWide && chosen === 'code' ? 'try' : chosen
  const marks = useMemo(() => marksOf(check, trial.outcome, deployMark), [check, trial.outcome, deployMark])

  const change = (source: string) => {
    saver.change({ source })
    edited(source)
    trial.sourceChanged()
    setAsked(false)
    setDeployMark(undefined)
  }
  const save = async () => {
    await saver.flush()
    setAsked(true)
  }
  const tryNow = () => {
    setChosen('try')
    trial.run()
  }
  const goTo = (line: number) => {
    if (!isWide) setChosen('code')
    // After the editor is in sight again.
    requestAnimationFrame(() => editor.current?.goTo(line))
  }
  const panel = (of: WorkbenchTab) =>
    isWide && of === 'code'
      ? {}
      : { id: panelId(of), role: 'tabpanel', 'aria-labelledby': tabId(of), hidden: tab !== of }

  return (
    <div className={classes.workbench}>
      <ScreenTitle title={saver.work.name}>
        <div className={classes.titleEnd}>
          <SaveMark saver={saver} state={state} isAsked={isAsked} />
          <MoreLink to={{ screen: 'studio' }}>{t`All drafts`}</MoreLink>
          <DraftMenu
            id={draft.id}
            work={saver.work}
            rename={async name => {
              saver.change({ name })
              return ok(null)
            }}
            beforeDelete={() => saver.flush()}
            onDeleted={() => navigate({ screen: 'studio' })}
          />
        </div>
      </ScreenTitle>
      <div className={classes.bench}>
        <WorkbenchTabs
          tabs={isWide ? ['try', 'deploy', 'interface'] : ['code', 'try', 'deploy', 'interface']}
          current={tab}
          onChange={setChosen}
        />
        <section className={classes.code} aria-label={t`Source`} {...panel('code')}>
          <div className={classes.editor}>
            <Suspense fallback={<Skeleton height="100%" radius="md" />}>
              <CodeEditor
                start={saver.work.source}
                label={t`Source of the contract`}
                describedBy={KEYS_ID}
                marks={marks}
                handle={editor}
                onChange={change}
                onSave={save}
                onTry={tryNow}
              />
            </Suspense>
          </div>
          <div className={classes.foot} role="status" aria-label={t`Source check`}>
            <SourceVerdict check={check} onGoTo={goTo} />
          </div>
          <Text id={KEYS_ID} size="xs" c="dimmed" className={classes.keys ?? ''}>
            {t`${MOD}-Enter tries it, ${MOD}-S saves, Ctrl-Space completes. Escape and then Tab leaves the editor.`}
          </Text>
        </section>
        <section className={classes.panel} {...panel('try')}>
          <TrialPanel trial={trial} abi={abi} people={people} onGoTo={goTo} />
        </section>
        <section className={classes.panel} {...panel('deploy')}>
          <DeployPanel
            name={saver.work.name}
            source={() => saver.work.source}
            abi={abi}
            check={check}
            onMark={setDeployMark}
            onGoTo={goTo}
          />
        </section>
        <section className={classes.panel} {...panel('interface')}>
          <Text size="sm" c="dimmed" mb="sm">
            <Trans>
              The declarations that contracts can use. The editor completes from them, and shows them under
              the pointer.
            </Trans>
          </Text>
          {tab === 'interface' && (
            <Suspense fallback={<Skeleton height={320} />}>
              <DeclarationsView />
            </Suspense>
          )}
        </section>
      </div>
    </div>
  )
}

/** Marks at lines of the source: the error of the source, and where its last trial failed. */
function marksOf(
  check: ReturnType<typeof useSourceCheck>['check'],
  outcome: ReturnType<typeof useTrial>['outcome'],
  deployMark: SourceMark | undefined,
): readonly SourceMark[] {
  if (check.status === 'wrong') return [{ ...check.problem, severity: 'error' }]
  const failed = outcome && !outcome.isOld ? failedAt(outcome.result) : undefined
  return [
    ...(failed ? [{ ...failed, severity: 'warning' } as const] : []),
    ...(deployMark ? [deployMark] : []),
  ]
}
