import { ed25519 } from '@noble/curves/ed25519.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bytesToHex } from '#lib/bytes.ts'
import { utf8FromText } from '#lib/utf8.ts'
import { createSystemRandom } from '#node/start/system-random.ts'
import { type KeyDatabase, keyDatabaseName, openKeyDatabase } from '#storage/schema.ts'
import { createWallet } from './create-wallet.ts'
import { pemFromSeed } from './pem.ts'
import type { Wallet } from './wallet.ts'

const parts = { random: createSystemRandom(), subtle: crypto.subtle }
const PASSWORD = 'four quiet words'
const message = utf8FromText('a payment')
let db: KeyDatabase
let name = ''
let count = 0

beforeEach(() => {
  name = keyDatabaseName(1_000 + ++count)
  db = openKeyDatabase(name)
})
afterEach(async () => {
  db.close()
  await openKeyDatabase(name).delete()
})

async function reload(): Promise<Wallet> {
  db.close()
  db = openKeyDatabase(name)
  return createWallet(db, parts)
}

const seedOf = (n: number) => new Uint8Array(32).fill(n)

async function filled(): Promise<Wallet> {
  const wallet = await createWallet(db, parts)
  await wallet.newAddress('savings')
  await wallet.importPem('paper', pemFromSeed(seedOf(7)))
  return wallet
}

/** Every own address signs with its key. */
async function signsAll(wallet: Wallet): Promise<void> {
  for (const { address, publicKey } of wallet.addresses()) {
    expect(ed25519.verify(await wallet.sign(address, message), message, publicKey)).toBe(true)
  }
}

describe('a wallet with a password', () => {
  test('stays open until it is locked, is locked after a reload, and opens with the password only', async () => {
    const wallet = await filled()
    const phrase = await wallet.phrase()
    expect(wallet.protection()).toEqual({ encrypted: false, locked: false })
    expect(await wallet.encrypt(PASSWORD)).toMatchObject({ ok: true })
    expect(wallet.protection()).toEqual({ encrypted: true, locked: false })
    await signsAll(wallet)

    expect(await wallet.lock()).toMatchObject({ ok: true })
    for (const closed of [wallet, await reload()]) {
      expect(closed.protection()).toEqual({ encrypted: true, locked: true })
      expect(closed.addresses().map(own => own.name)).toEqual(['main', 'savings', 'paper'])
      const [main] = closed.addresses()
      const needs = [
        () => closed.sign(main?.address ?? '', message),
        () => closed.phrase(),
        () => closed.exportPem('paper'),
        () => closed.newAddress('x'),
        () => closed.importPem('x', pemFromSeed(seedOf(8))),
        () => closed.encrypt(PASSWORD),
        () => closed.backup(PASSWORD),
      ]
      for (const need of needs) await expect(need()).rejects.toMatchObject({ code: 'WALLET_LOCKED' })
      // The node's identity guards no coins, and a tab needs it on the network while its wallet is locked.
      expect(await closed.identitySeed()).toHaveLength(32)
      expect(await closed.unlock('four quiet Words')).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
      expect(closed.protection().locked).toBe(true)
      expect(await closed.unlock(PASSWORD)).toMatchObject({ ok: true })
      expect(await closed.phrase()).toBe(phrase)
      await signsAll(closed)
    }
  })

  test('gets another password, which also opens the addresses made meanwhile', async () => {
    const wallet = await filled()
    await wallet.encrypt(PASSWORD)
    await wallet.importPem('late', pemFromSeed(seedOf(9)))
    expect(await wallet.encrypt('five other quiet words')).toMatchObject({ ok: true })
    const again = await reload()
    expect(await again.unlock(PASSWORD)).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
    await again.unlock('five other quiet words')
    expect(again.addresses()).toHaveLength(4)
    await signsAll(again)
  })

  test('keeps only the identity under the device key', async () => {
    const wallet = await filled()
    await wallet.encrypt(PASSWORD)
    const rows = await db.vault.toArray()
    const device = rows.find(row => row.key === 'device')
    if (!device) throw new Error('no device key')
    const opens = async (sealed: { iv: Uint8Array; data: Uint8Array }, purpose: string) =>
      crypto.subtle
        .decrypt(
          {
            name: 'AES-GCM',
            iv: new Uint8Array(sealed.iv),
            additionalData: new Uint8Array(utf8FromText(`tabchain/vault/1/${purpose}`)),
          },
          device.cryptoKey,
          new Uint8Array(sealed.data),
        )
        .then(
          () => true,
          () => false,
        )
    for (const row of rows) {
      if ('sealed' in row)
        expect([row.key, await opens(row.sealed, row.key)]).toEqual([row.key, row.key === 'identity'])
    }
    for (const { address, sealed } of await db.addresses.toArray()) {
      if (sealed) expect(await opens(sealed, `address/${address}`)).toBe(false)
    }
  })

  test('an import during encryption is not sealed under the replaced vault', async () => {
    const wallet = await filled()
    await Promise.all([
      wallet.encrypt(PASSWORD),
      wallet.importPem('same time', pemFromSeed(seedOf(9))),
      wallet.newAddress('too'),
    ])
    await wallet.importPem('same.time', pemFromSeed(seedOf(9)))
    const again = await reload()
    await again.unlock(PASSWORD)
    await signsAll(again)
  })

  test('bad passwords and states are reported', async () => {
    const wallet = await createWallet(db, parts)
    expect(await wallet.encrypt('short')).toMatchObject({
      error: { code: 'PASSWORD_BAD', message: expect.stringContaining('5 characters') },
    })
    expect(await wallet.encrypt('x'.repeat(257))).toMatchObject({ error: { code: 'PASSWORD_BAD' } })
    expect(await wallet.backup('')).toMatchObject({ error: { code: 'PASSWORD_BAD' } })
    expect(await wallet.lock()).toMatchObject({ error: { code: 'WALLET_NOT_ENCRYPTED' } })
    expect(await wallet.unlock(PASSWORD)).toMatchObject({ error: { code: 'WALLET_NOT_ENCRYPTED' } })
  })
})

describe('restoring a wallet', () => {
  const elsewhere = async () => {
    const other = openKeyDatabase(`${name} other`)
    return { wallet: await createWallet(other, parts), close: () => other.delete() }
  }

  test('from its words: the first address and the used ones; previous addresses stay', async () => {
    const lost = await filled()
    await lost.newAddress('third')
    const used = new Set(
      lost
        .addresses()
        .filter(own => own.name === 'third')
        .map(own => own.address),
    )
    const { wallet, close } = await elsewhere()
    const [before] = wallet.addresses()
    const typed = `  ${(await lost.phrase()).toUpperCase().replaceAll(' ', '\n')} `
    const restored = await wallet.restorePhrase(typed, address => used.has(address))
    expect(restored.ok && restored.value.map(own => own.address)).toEqual([
      lost.addresses()[0]?.address,
      [...used][0],
    ])
    expect(wallet.addresses().map(own => own.name)).toEqual(['main', 'main-2', 'main-old'])
    expect(wallet.addresses()[2]?.address).toBe(before?.address)
    expect(await wallet.phrase()).toBe(await lost.phrase())
    await signsAll(wallet)

    // The next new address is an unused one of the restored phrase.
    const next = await wallet.newAddress('next')
    expect(next.ok && lost.addresses().some(own => own.address === next.value.address)).toBe(false)
    await close()
  })

  test('from a backup: all addresses with their names, imported ones too, also into an encrypted wallet', async () => {
    const lost = await filled()
    const file = await lost.backup(PASSWORD)
    if (!file.ok) throw new Error(file.error.message)
    const text = new TextDecoder().decode(file.value)
    expect(text).not.toContain((await lost.phrase()).split(' ')[0])
    expect(text).not.toContain(bytesToHex(seedOf(7)))

    const { wallet, close } = await elsewhere()
    await wallet.encrypt('another password')
    expect(await wallet.restoreBackup(file.value, 'not it, this one')).toMatchObject({
      error: { code: 'PASSWORD_WRONG' },
    })
    expect(await wallet.restoreBackup(file.value, PASSWORD)).toMatchObject({ ok: true })
    expect(wallet.addresses().map(own => own.name)).toEqual(['main', 'savings', 'paper', 'main-old'])
    expect(wallet.addresses().slice(0, 3)).toEqual(lost.addresses())
    await wallet.lock()
    await wallet.unlock('another password')
    await signsAll(wallet)
    await close()
  })

  test('the same words again change nothing', async () => {
    const wallet = await filled()
    const before = wallet.addresses()
    await wallet.restorePhrase(await wallet.phrase(), () => false)
    expect(wallet.addresses()).toEqual(before)
    expect((await reload()).addresses()).toEqual(before)
  })

  test.each([
    ['', 'it has 0 words'],
    ['abandon '.repeat(11), 'it has 11 words'],
    [`${'abandon '.repeat(11)}abuot`, 'word 12, "abuot"'],
    ['abandon '.repeat(12), 'a word is wrong or in another place'],
  ])('words that are not a phrase: %j', async (phrase, problem) => {
    const wallet = await createWallet(db, parts)
    expect(await wallet.restorePhrase(phrase, () => false)).toMatchObject({
      error: { code: 'PHRASE_BAD', message: expect.stringContaining(problem) },
    })
  })

  test.each([
    ['another file', 'hello'],
    ['another version', '{"tabchain":"wallet","version":2}'],
    [
      'a derivation that would take all memory',
      `{"tabchain":"wallet","version":1,"salt":"${'00'.repeat(16)}","cost":${2 ** 30},"iv":"${'00'.repeat(12)}","data":"00"}`,
    ],
    ['a file that is too large', 'x'.repeat(3 * 1024 * 1024)],
  ])('%s is not a backup', async (_, text) => {
    const wallet = await createWallet(db, parts)
    expect(await wallet.restoreBackup(utf8FromText(text), PASSWORD)).toMatchObject({
      error: { code: 'BACKUP_BAD' },
    })
  })
})
