import { ScreenTitle } from '../../components/screen-title.tsx'
import { About } from './about.tsx'
import { Appearance } from './appearance.tsx'
import { Doctor } from './doctor.tsx'
import { NetworkParameters } from './network-parameters.tsx'
import { Reset } from './reset.tsx'
import { StorageUse } from './storage-use.tsx'

/** What this node runs on: its network, its storage, its browser. */
export function Settings() {
  return (
    <>
      <ScreenTitle title="Settings" />
      <NetworkParameters />
      <StorageUse />
      <Doctor />
      <Appearance />
      <About />
      <Reset />
    </>
  )
}
