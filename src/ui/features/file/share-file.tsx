import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Skeleton, Stack, Text } from '@mantine/core'
import { Dialog } from '../../components/dialog.tsx'
import { FailureAlert } from '../../components/failure-alert.tsx'
import { ShareLink } from '../../components/share-link.tsx'
import type { FileView } from '../../format/file-view.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useNode } from '../../node-context.tsx'
import { hrefOf } from '../../router.ts'

interface ShareFileProps {
  readonly view: FileView
  onClose(): void
}

/**
 * An invite that opens the file: whoever has it joins the network in a tab of their own and fetches the file
 * there.
 */
export function ShareFile({ view: { cid, name, copies }, onClose }: ShareFileProps) {
  const { api } = useNode()
  const invite = useAnswer(() => api.invite({}), cid)
  return (
    <Dialog onClose={onClose} title={t`Share this file`}>
      <Stack align="center" gap="md">
        {invite.status === 'loading' && <Skeleton height={420} />}
        {invite.status === 'error' && (
          <FailureAlert title={t`There is no link yet`} failure={invite.failure} />
        )}
        {invite.status === 'ready' && (
          <ShareLink
            link={`${invite.value.link}${hrefOf({ screen: 'file', cid })}`}
            what={t`file link`}
            title={name}
          />
        )}
        <Text size="sm" c="dimmed">
          <Trans>
            Whoever opens it gets a node of this network in a tab, which fetches the file from tabs that hold
            it.
          </Trans>
          {copies < 2 && <> {t`Only this tab holds it now: keep it open until somebody has fetched it.`}</>}
        </Text>
      </Stack>
    </Dialog>
  )
}
