import { takes } from '../call.ts'
import type { LabAttackInfo, LabAttackResult, LabStatusResult, LabTraffic } from '../lab-results.ts'
import { MAX_TRAFFIC_RATE } from '../limits.ts'
import { optional } from '../readers/field.ts'
import { text, whole } from '../readers/values.ts'
import type { Linking } from './networks.ts'

/** The laboratory: attacks and traffic, in tabs that were opened with `?lab`. */
export const LAB_CALLS = {
  /** Lists the attacks that this tab can try, and their expected outcomes. */
  labAttacks: takes({}).gives<LabAttackInfo[], 'LAB_OFF'>(),
  /** Attacks the network, and shows what the other tabs in the laboratory answered. One attack at a time. */
  labAttack: takes({ name: text }).gives<
    LabAttackResult,
    | 'LAB_OFF'
    | 'LAB_BUSY'
    | 'LAB_NEEDS'
    | 'LAB_FAILED'
    | 'ATTACK_UNKNOWN'
    | 'ATTACK_ELSEWHERE'
    | Linking
    | 'PEER_TIMEOUT'
  >(),
  /** Sends payments and contract calls, each to some of the peers, until you stop them. */
  labTrafficStart: takes({ rate: optional(whole(1, MAX_TRAFFIC_RATE)) }).gives<
    LabTraffic,
    'LAB_OFF' | 'LAB_NEEDS'
  >(),
  /** Stops sending payments and contract calls; those that were sent are still followed. */
  labTrafficStop: takes({}).gives<LabTraffic, 'LAB_OFF'>(),
  /** Shows the tabs in the laboratory, the running attack, and the traffic. */
  labStatus: takes({}).gives<LabStatusResult, 'LAB_OFF'>(),
}
