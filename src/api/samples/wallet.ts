import type { WALLET_CALLS } from '../calls/wallet.ts'
import type { Samples } from './sample.ts'
import { ADDRESS, BLOB } from './values.ts'

const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n'

export const WALLET_SAMPLES = {
  addressNew: { args: { name: 'spare' }, result: { name: 'spare', address: ADDRESS } },
  addressList: {
    args: {},
    result: [{ name: 'main', address: ADDRESS, balance: 12_500_000n, pending: -1_000n, stake: 0n }],
  },
  addressRename: { args: { name: 'spare', to: 'savings' }, result: { name: 'savings', address: ADDRESS } },
  addressExport: { args: { name: 'main' }, result: { pem: PEM } },
  addressImport: { args: { name: 'old', pem: PEM }, result: { name: 'old', address: ADDRESS } },
  walletPhrase: { args: {}, result: { phrase: 'abandon ability able about above absent' } },
  walletEncrypt: { args: { password: 'four quiet words' }, result: { encrypted: true, locked: false } },
  walletLock: { args: {}, result: { encrypted: true, locked: true } },
  walletUnlock: { args: { password: 'four quiet words' }, result: { encrypted: true, locked: false } },
  walletBackup: { args: { password: 'four quiet words' }, result: { file: BLOB, name: 'wallet.json' } },
  walletRestore: {
    args: { phrase: 'abandon ability', backup: BLOB, password: 'four quiet words' },
    result: [{ name: 'main', address: ADDRESS }],
  },
} satisfies Samples<typeof WALLET_CALLS>
