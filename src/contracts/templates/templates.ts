import auction from './auction.js?raw'
import crowdfunding from './crowdfunding.js?raw'
import escrow from './escrow.js?raw'
import multisigWallet from './multisig-wallet.js?raw'
import nameRegistry from './name-registry.js?raw'
import poll from './poll.js?raw'
import toDoList from './to-do-list.js?raw'
import token from './token.js?raw'

/** A contract to begin with, deployed unchanged or adapted. */
export interface Template {
  /** The name in commands, which is that of its file. */
  readonly name: string
  readonly title: string
  /** One sentence. The top of the source explains how to use the contract. */
  readonly summary: string
  readonly source: string
}

/**
 * All templates, the easiest to understand first. They are not part of the rules: a network knows only
 * deployed contracts.
 */
export const TEMPLATES: readonly Template[] = [
  {
    name: 'poll',
    title: 'Poll',
    summary: 'A question with options; each address has one vote.',
    source: poll,
  },
  {
    name: 'to-do-list',
    title: 'Shared to-do list',
    summary: 'Members add, tick off and remove items; anyone can read the list.',
    source: toDoList,
  },
  {
    name: 'token',
    title: 'Fungible token',
    summary: 'Points or play money: transfers, allowances, minting and burning.',
    source: token,
  },
  {
    name: 'name-registry',
    title: 'Name registry',
    summary: 'Names that stand for addresses; whoever is first owns a name.',
    source: nameRegistry,
  },
  {
    name: 'crowdfunding',
    title: 'Crowdfunding',
    summary: 'Pledges for a goal: collected if it is reached in time, returned if not.',
    source: crowdfunding,
  },
  {
    name: 'auction',
    title: 'Auction',
    summary: 'The highest bid wins when time is up; all others take their coins back.',
    source: auction,
  },
  {
    name: 'escrow',
    title: 'Escrow',
    summary: 'Holds a buyer’s coins until the goods arrive; an arbiter decides in a dispute.',
    source: escrow,
  },
  {
    name: 'multisig-wallet',
    title: 'Multisig wallet',
    summary: 'Several owners, a set number of whom must agree to every payment.',
    source: multisigWallet,
  },
].map(template => ({ ...template, source: template.source.replaceAll('\r', '') }))
