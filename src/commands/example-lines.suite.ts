import type { CallName } from '#api/calls.ts'
import { CALL_SAMPLES } from '#api/samples.ts'

const ADDRESS = CALL_SAMPLES.addressNew.result.address
const FILE_CID = CALL_SAMPLES.fileRecord.args.cid
const BLOCK_ID = CALL_SAMPLES.chainCheck.args.header
const ID = CALL_SAMPLES.tx.args.id
const PEER = CALL_SAMPLES.peerBan.args.peerId
const LINK = CALL_SAMPLES.join.args.link
const { address: CONTRACT } = CALL_SAMPLES.contractShow.args
const { source: SOURCE } = CALL_SAMPLES.contractDeploy.args
const [IPFS_NODE] = CALL_SAMPLES.filePublic.args.peers
const OFFER = CALL_SAMPLES.linkAccept.args.offer
const PEM = CALL_SAMPLES.addressImport.args.pem

/**
 * A line that makes each call with exactly the arguments of its sample; a call that no command makes does not
 * compile.
 */
export const LINES = {
  linkOffer: 'link offer',
  linkAccept: `link accept ${OFFER}`,
  linkComplete: `link complete ${OFFER}`,
  status: 'status',
  addressNew: 'address new spare',
  addressList: 'address list',
  addressRename: 'address rename spare savings',
  addressExport: 'address export main',
  addressImport: `address import old '${PEM}'`,
  walletPhrase: 'wallet phrase',
  walletEncrypt: "wallet encrypt 'four quiet words'",
  walletLock: 'wallet lock',
  walletUnlock: "wallet unlock 'four quiet words'",
  walletBackup: "wallet backup 'four quiet words'",
  walletRestore: "wallet restore abandon ability --password 'four quiet words'",
  send: `send main 12.5 ${ADDRESS} --fee 0.001 --memo lunch --nonce 7`,
  stake: 'stake main 1 --fee 0.001',
  unstake: 'unstake main 1 --fee 0.001',
  stakes: 'stakes',
  authorityChange: `authority add ${ADDRESS} --from main --fee 0.001`,
  authorityList: 'authority list',
  fileRecord: `file record main ${FILE_CID} tree.png 4096 --type image/png --note "in autumn" --fee 0.001`,
  fileAdd: 'file add main --name tree.png --type image/png --note "in autumn" --fee 0.001 --unrecorded=false',
  folderAdd: 'file add-folder main --name photos --note "in autumn" --fee 0.001 --unrecorded=false',
  fileEntry: `file entry ${FILE_CID} autumn`,
  fileGet: `file get ${FILE_CID}`,
  fileFetch: `file fetch ${FILE_CID}`,
  fileRead: `file read ${FILE_CID} 0 2 --path tree.png`,
  fileList: 'file list --limit 20',
  fileShow: `file show ${FILE_CID}`,
  filePin: `file pin ${FILE_CID}`,
  fileDrop: `file drop ${FILE_CID}`,
  fileProviders: `file providers ${FILE_CID}`,
  fileQuota: 'file quota 1000000',
  fileExport: `file export ${FILE_CID}`,
  fileImport: 'file import --name tree.png --type image/png',
  filePublic: `file public --on --gateways https://gateway.example --routers https://routing.example --peers ${IPFS_NODE}`,
  contractTemplates: 'contract templates',
  contractDeploy: `contract deploy main 1 two 30n --source '${SOURCE}' --amount 1 --gasLimit 5000000 --fee 0.001`,
  contractCall: [
    `contract call main ${CONTRACT} transfer ${ADDRESS} 30n 0x00ff '{"deep":[null,true,-1]}'`,
    `--amount 1 --gasLimit 5000000 --fee 0.001 --expected ${ID}`,
  ].join(' '),
  contractView: `contract view ${CONTRACT} balanceOf ${ADDRESS} --from main`,
  contractShow: `contract show ${CONTRACT}`,
  contractSimulate: [
    `contract simulate main ${CONTRACT} transfer 30n --source '${SOURCE}'`,
    '--amount 1 --gasLimit 5000000 --fee 0.001',
  ].join(' '),
  contractRehearse: [
    `contract rehearse main 30n --source '${SOURCE}' --address ${CONTRACT} --amount 1 --steps`,
    `'[{"method":"transfer","args":["${ADDRESS}",{"$bigint":"5"}],"from":"${ADDRESS}","amount":"1"},{"method":"stop"}]'`,
  ].join(' '),
  contractList: `contract list --after ${CONTRACT} --limit 10`,
  contractMap: `contract map ${CONTRACT} balances --from 10 --limit 2`,
  contractEvents: `contract events ${CONTRACT} --event transfer --indexed '[null,"${ADDRESS}"]' --limit 10`,
  draftList: 'draft list',
  draftSave: `draft save Counter --id ${CALL_SAMPLES.draftSave.args.id} --source '${SOURCE}'`,
  draftDelete: `draft delete ${CALL_SAMPLES.draftDelete.args.id}`,
  contractTrace: [
    `contract trace main ${CONTRACT} transfer 30n --source '${SOURCE}'`,
    '--amount 1 --gasLimit 5000000 --fee 0.001',
  ].join(' '),
  chainProof: `chain proof ${ID} --event 0`,
  chainCheck: `chain check 8801 ${BLOCK_ID}`,
  chainVerify: 'chain verify',
  chainExport: 'chain export',
  chainImport: 'chain import',
  chainForks: 'chain forks',
  networkCreate: [
    "network create 'Our class' OUR --consensus poa --preset classroom --spacingMs 3000 --emptyBlocks=false",
    '--reward 50 --halvingInterval 0 --blockBytes 1048576 --blockTransactions 2000 --blockGas 1000000000',
    `--finalityDepth 100 --futureMs 15000 --allocations ${ADDRESS}=1 --premine 1 --halflifeMs 600000`,
    '--minHashes 65536 --epochSlots 60 --unbondingEpochs 4 --minStake 1 --burnPercent 50',
    `--reporterPercent 10 --stake 1 --stakes ${ADDRESS}=1 --timeoutMs 16000 --authorities ${ADDRESS}`,
    '--activations 2=100000',
  ].join(' '),
  networkList: 'network list',
  networkShow: 'network show',
  networkSwitch: `network switch ${CALL_SAMPLES.networkSwitch.args.id}`,
  tx: `tx ${ID}`,
  block: 'block 42',
  blocks: 'blocks --from 40 --limit 5',
  mempool: 'mempool',
  history: `history ${ADDRESS} --limit 20`,
  mineStart: 'mine start --threads 2 --keep',
  mineStop: 'mine stop',
  mineOnce: 'mine once',
  peers: 'peers',
  peerConnect: `peer connect ${PEER}`,
  peerDisconnect: `peer disconnect ${PEER}`,
  peerBan: `peer ban ${PEER}`,
  peerKnown: 'peer known',
  invite: 'invite',
  join: `join ${LINK}`,
  events: 'events --limit 10',
  config: 'config threads 2',
  doctor: 'doctor',
  labAttacks: 'lab attacks',
  labAttack: 'lab attack forged-signature',
  labTrafficStart: 'lab traffic start --rate 20',
  labTrafficStop: 'lab traffic stop',
  labStatus: 'lab status',
  reset: 'reset --keys --over',
  terminalLines: "lines --add 'status --json' --clear",
} satisfies Record<CallName, string>

const BYTES = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' })

/** What a line cannot carry. */
const INPUTS: Partial<Record<CallName, object>> = {
  chainImport: { bytes: BYTES },
  walletRestore: { backup: BYTES },
  folderAdd: { files: [{ path: 'autumn/tree.png', bytes: BYTES }] },
  fileAdd: { bytes: BYTES },
  fileImport: { bytes: BYTES },
}

/** What goes beside a line. */
export const inputOf = (line: string) =>
  Object.entries(INPUTS).find(([name]) => LINES[name as CallName] === line)?.[1]

/** Lines of the commands that make no call of their own, or one that another makes too. */
export const OTHER_LINES = [
  `search ${ADDRESS}`,
  `file unpin ${FILE_CID}`,
  `authority remove ${ADDRESS}`,
  `authority admin ${ADDRESS}`,
  'help',
]
