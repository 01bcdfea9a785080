import { takes } from '../call.ts'
import type { LabAttackInfo, LabAttackResult, LabStatusResult, LabTraffic } from '../lab-results.ts'
import { MAX_TRAFFIC_RATE } from '../limits.ts'
import { optional } from '../readers/field.ts'
import { text, whole } from '../readers/values.ts'

/** The laboratory, which a tab is in that was opened with `?lab`. */
export const LAB_CALLS = {
  /** Lists the attacks that this tab can try, and what should come of them. */
  labAttacks: takes({}).gives<LabAttackInfo[], 'LAB_OFF'>(),
  /** Attacks the network, and shows what the other tabs in the laboratory answered. One attack at a time. */
  labAttack: takes({ name: text }).gives<
    LabAttackResult,
    'LAB_OFF' | 'LAB_BUSY' | 'LAB_NEEDS' | 'LAB_FAILED' | 'ATTACK_UNKNOWN' | 'ATTACK_ELSEWHERE'
  >(),
  /** Sends payments and contract calls, each to some of the peers, until it is stopped. */
  labTrafficStart: takes({ rate: optional(whole(1, MAX_TRAFFIC_RATE)) }).gives<
    LabTraffic,
    'LAB_OFF' | 'LAB_NEEDS'
  >(),
  /** Sends no more payments and contract calls; what is under way is still followed. */
  labTrafficStop: takes({}).gives<LabTraffic, 'LAB_OFF'>(),
  /** Shows who is in the laboratory, the attack that runs, and how the traffic goes. */
  labStatus: takes({}).gives<LabStatusResult, 'LAB_OFF'>(),
}
