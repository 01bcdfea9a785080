import { bytesEqual } from '#lib/bytes.ts'
import type { AttackContext } from '../attack-context.ts'
import { AttackNeeds } from '../attack-needs.ts'
import type { LabKey } from '../lab-key.ts'
import { poaOf } from './own-consensus.ts'

/** The admin's key, if it is in this tab's wallet. */
export async function adminKey(lab: AttackContext): Promise<LabKey> {
  const { facts } = poaOf(lab.chain)
  const key = (await lab.ownKeys()).find(({ address }) => bytesEqual(address, facts.admin))
  if (!key) throw new AttackNeeds('the admin’s key; run it in the tab that founded the network')
  return key
}
