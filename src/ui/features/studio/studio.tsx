import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { DraftList } from './gallery/draft-list.tsx'
import { OpenFile } from './gallery/open-file.tsx'
import { TemplateList } from './gallery/template-list.tsx'
import { useNewDraft } from './gallery/use-new-draft.ts'
import { STARTER_SOURCE } from './starter-source.ts'

/** The studio for contracts: own drafts, and templates. */
export function Studio() {
  const { begin, failure, isBusy } = useNewDraft()
  return (
    <>
      <ScreenTitle title={t`Studio`}>
        <Group gap={8}>
          <OpenFile onRead={begin} />
          <Button
            px={15}
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            loading={isBusy}
            onClick={() => begin({ name: t`New contract`, source: STARTER_SOURCE })}
          >
            {t`New contract`}
          </Button>
        </Group>
      </ScreenTitle>
      <Text c="dimmed" mt={-8} style={{ textWrap: 'pretty' }}>
        <Trans>
          Write a contract in JavaScript, try it on a copy of the chain, and deploy it for everybody.
        </Trans>
      </Text>
      {failure && <FailureAlert title={t`No draft was made`} failure={failure} />}
      <DraftList />
      <TemplateList onChoose={begin} />
    </>
  )
}
