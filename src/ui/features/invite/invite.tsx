import { t } from '@lingui/core/macro'
import { ScreenTitle } from '../../components/screen-title.tsx'
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
        <JoinCard />
      </div>
    </>
  )
}
