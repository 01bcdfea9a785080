import { MAX_PROOF_BYTES } from '#chain/limits.ts'

/**
 * How much a screen asks of the database at once: a live query runs again with every change, so each is
 * small.
 */

/** Rows of the blocks screen; a page of them fits a laptop screen twice. */
export const BLOCKS_PER_PAGE = 25
/** Tiles of the overview's strip. */
export const BLOCKS_ON_OVERVIEW = 8
/** History shown at first, and added by each "Show more". */
export const HISTORY_STEP = 25
/** The most history that one screen shows; older payments are found by the search. */
export const HISTORY_MAX = 500
export const PAYMENTS_ON_OVERVIEW = 5
/**
 * Transactions of one block drawn at first, and added by each "Show more": a full block would be thousands of
 * rows.
 */
export const BLOCK_TXS_STEP = 50
/** A tab has at most 16 links; dials in flight may add a few. */
export const PEERS_SHOWN = 64
export const KNOWN_PEERS_SHOWN = 100
export const EVENTS_SHOWN = 100
/** Own addresses; a wallet derives one at a time by hand. */
export const ADDRESSES_SHOWN = 200
/** Longest search text that can mean anything: an address with room for a typing mistake. */
export const SEARCH_MAX_CHARACTERS = 120
/** Files of one block listed by name; all of them are in its list of transactions. */
export const FILES_SHOWN = 20
/**
 * Longest proof that is passed on, as JSON: two digits a byte, with room for the header and the statement.
 */
export const PROOF_MAX_CHARACTERS = 2 * MAX_PROOF_BYTES + 8_000
/**
 * Events and changed entries of one receipt drawn; a transaction of today's kinds changes four entries at
 * most.
 */
export const RECEIPT_LINES_SHOWN = 50
/** A value of a contract's state beside a trace: as much as a trace itself shows of one. */
export const TRACE_VALUE_TEXT = { characters: 160, entries: 12 }
/** Stakers drawn at first, and added by each "Show more". */
export const STAKERS_STEP = 20
/** Networks of one profile listed; each was opened or founded by hand. */
export const NETWORKS_SHOWN = 100
/**
 * Characters of one argument typed into a form: what a value has at most in bytes on the chain
 * (contracts/limits.ts).
 */
export const ARGUMENT_MAX_CHARACTERS = 64 * 1024
/**
 * Characters of a parameter shown: its name, or a pattern that its author may have made as long as a source.
 */
export const PARAMETER_NAME_SHOWN = 64
/** Contracts listed; more than a class deploys in a year. */
export const CONTRACTS_SHOWN = 500
/** Rows of the list drawn at first, and added by each "Show more". */
export const CONTRACTS_STEP = 50
/** Fields and maps of one contract that are read; contracts that keep more by name use maps. */
export const CONTRACT_FIELDS_SHOWN = 200
/** Entries of a map on one page. */
export const MAP_ENTRIES_PER_PAGE = 50
/** Events of a contract read at first, and added by each "Show more"; the most that are read. */
export const CONTRACT_EVENTS_STEP = 50
export const CONTRACT_EVENTS_MAX = 500
/** Characters of one text of an event in a line; its transaction has all of it. */
export const EVENT_TEXT_SHOWN = 120
/** Characters of a text that a contract returned or stored, before "Show all". */
export const VALUE_TEXT_SHOWN = 400
/** Items of a list, fields of an object or rows of a table, at first and added by each "Show more". */
export const VALUE_ITEMS_STEP = 50
/** Levels of a value drawn open; deeper ones open on demand. */
export const VALUE_LEVELS_OPEN = 2
/** Columns of a table: a list of objects with more fields is drawn one under the other. */
export const VALUE_COLUMNS = 6
/**
 * Characters of a field's name in a value; names of a contract's own fields are shorter
 * (contracts/limits.ts).
 */
export const VALUE_NAME_SHOWN = 64
/**
 * Characters typed to filter events by: what a receipt's event carries at most in one text is longer, and is
 * clicked.
 */
export const EVENT_FILTER_CHARACTERS = 1_000
/** A contract's value in one line; 64 kB of one would be all that there is to see. */
export const VALUE_TEXT_CHARACTERS = 400
/** Calls of one trial, each of which is run again with every change of it; the node plays twice as many. */
export const TRIAL_CALLS_MAX = 50
/** Events and changes drawn of one tried call. */
export const TRIAL_LINES_SHOWN = 30
/** Fields of a tried contract's state drawn. */
export const TRIAL_FIELDS_SHOWN = 100
/**
 * Records of files that are read, and files of this tab: what the network keeps copies of (files/limits.ts),
 * and more than a person scrolls.
 */
export const FILES_LISTED = 500
/** Rows of the list of files drawn at first, and added by each "Show more". */
export const FILES_STEP = 50
/** Own records that wait for a block, of the transactions that wait. */
export const WAITING_RECORDS_SHOWN = 200
/** Records of one file: whoever has it may record it again. */
export const FILE_RECORDS_SHOWN = 50
/** Tabs listed that hold a file or held it. */
export const FILE_HOLDERS_SHOWN = 50
/** Files and folders taken at once by one drop: each is a transaction. */
export const FILES_PER_DROP = 100
/** Files that are hashed at the same time; the next wait. */
export const ADDS_AT_ONCE = 2
/**
 * A file up to this size is fetched when its page is opened; a larger one needs a click, because it may cost
 * money.
 */
export const FETCH_ON_OPENING_BYTES = 100_000_000
/**
 * A picture, a sound, a film or a PDF up to this size is shown: it is copied out of the database for that.
 */
export const PREVIEW_BYTES = 256 * 1024 * 1024
/** Characters of a text that are shown. */
export const TEXT_PREVIEW_BYTES = 256 * 1024
/** A drawing (SVG) goes to the picture as a text in an address. */
export const DRAWING_BYTES = 1024 * 1024
/** Characters of a list of servers of the public IPFS. */
export const SERVERS_CHARACTERS = 2_000
/** Entries of a folder on its page. */
export const FOLDER_ENTRIES_STEP = 200

/** The laboratory is asked how it is doing this often; its traffic makes a point a second. */
export const LAB_STATUS_MS = 700
/** Seconds of traffic in the plot. */
export const TRAFFIC_SECONDS = 120
