import { describe, expect, test } from 'vitest'
import { CALL_NAMES } from '#api/call-names.ts'
import type { CallName } from '#api/calls.ts'
import { createLocalApi } from '#api/local-api.ts'
import { createSampleHandlers } from '#api/sample-handlers.ts'
import { CALL_SAMPLES } from '#api/samples.ts'
import { COMMANDS } from './registry.ts'
import { createRunner } from './run.ts'

const ADDRESS = CALL_SAMPLES.addressNew.result.address
const FILE_CID = CALL_SAMPLES.fileRecord.args.cid
const BLOCK_ID = CALL_SAMPLES.chainCheck.args.header
const ID = CALL_SAMPLES.tx.args.id
const PEER = CALL_SAMPLES.peerBan.args.peerId
const LINK = CALL_SAMPLES.join.args.link
const { address: CONTRACT } = CALL_SAMPLES.contractShow.args
const { source: SOURCE } = CALL_SAMPLES.contractDeploy.args
const [IPFS_NODE] = CALL_SAMPLES.filePublic.args.peers
const PEM = CALL_SAMPLES.addressImport.args.pem

/** A line that makes each call with exactly the arguments of its sample; a call that no command makes does not compile. */
const LINES = {
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

const inputOf = (line: string) =>
  Object.entries(INPUTS).find(([name]) => LINES[name as CallName] === line)?.[1]

/** Commands that resolve to a file's bytes beside plain JSON. */
const BINARY = ['chain export', 'wallet backup', 'file get', 'file read', 'file export']

/** Lines of the commands that make no call of their own, or one that another makes too. */
const OTHER_LINES = [
  `search ${ADDRESS}`,
  `file unpin ${FILE_CID}`,
  `authority remove ${ADDRESS}`,
  `authority admin ${ADDRESS}`,
  'help',
]

const effects = { openLink: () => {}, reload: () => {} }

describe('every call is reached by a command', () => {
  test.each(CALL_NAMES)('%s', async name => {
    const { handlers, asked } = createSampleHandlers()
    await createRunner(createLocalApi(handlers), effects)(LINES[name], inputOf(LINES[name]))
    expect(asked).toEqual([{ name, args: CALL_SAMPLES[name].args }])
  })
})

describe('every command', () => {
  const lines = [...Object.values(LINES), ...OTHER_LINES]
  const lineOf = (name: string) => lines.find(line => line === name || line.startsWith(`${name} `)) ?? ''

  test.each(COMMANDS.map(({ name }) => name))('%s has a line here and resolves to plain JSON', async name => {
    expect(lineOf(name)).not.toBe('')
    const run = createRunner(createLocalApi(createSampleHandlers().handlers), effects)
    const result = await run(lineOf(name), inputOf(lineOf(name)))
    if (BINARY.includes(name)) {
      const { bytes, ...rest } = result as { bytes: unknown }
      expect(bytes).toBeInstanceOf(Uint8Array)
      return expect(JSON.parse(JSON.stringify(rest))).toStrictEqual(rest)
    }
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result)
  })

  test.each(COMMANDS.map(({ name }) => name).filter(name => name !== 'help'))(
    '%s rejects with the code and message of the node that fails it',
    async name => {
      const failing = Object.fromEntries(
        CALL_NAMES.map(call => [
          call,
          async () => ({ ok: false, error: { code: 'STORAGE_FULL', message: 'disk: full' } }),
        ]),
      )
      const api = createLocalApi(createSampleHandlers(failing).handlers)
      const run = createRunner(api, effects)(lineOf(name), inputOf(lineOf(name)))
      await expect(run).rejects.toMatchObject({ code: 'STORAGE_FULL', message: 'disk: full' })
      await expect(run).rejects.toBeInstanceOf(Error)
    },
  )
})
