import { t } from '@lingui/core/macro'
import { Stack } from '@mantine/core'
import { ScreenTitle } from '../../components/screen-title.tsx'
import { WithoutServer } from '../../components/without-server.tsx'
import classes from './invite.module.css'
import { InviteCard } from './invite-card.tsx'
import { JoinCard } from './join-card.tsx'

/** The screen to invite somebody or to open a received invite. */
export function Invite() {
  return (
    <>
      <ScreenTitle title={t`Invite`} />
      <div className={classes.columns}>
        <InviteCard />
        <Stack gap="md">
          <JoinCard />
          <WithoutServer />
        </Stack>
      </div>
    </>
  )
}
