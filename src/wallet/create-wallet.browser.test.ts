import { ed25519 } from '@noble/curves/ed25519.js'
import { mnemonicToEntropy, mnemonicToSeedSync } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseAddress } from '#chain/address.ts'
import { bytesToHex } from '#lib/bytes.ts'
import { createSystemRandom } from '#node/start/system-random.ts'
import { type KeyDatabase, keyDatabaseName, openKeyDatabase } from '#storage/schema.ts'
import { createWallet } from './create-wallet.ts'
import { seedFromPem } from './pem.ts'
import { deriveAddressSeed } from './slip10.ts'
import type { Wallet } from './wallet.ts'

const parts = { random: createSystemRandom(), subtle: crypto.subtle }
const message = new TextEncoder().encode('a payment')
let name = ''
let count = 0
let db: KeyDatabase

beforeEach(() => {
  name = keyDatabaseName(++count)
  db = openKeyDatabase(name)
})
afterEach(async () => {
  db.close()
  await openKeyDatabase(name).delete()
})

/** The wallet after a reload. */
async function reload(): Promise<Wallet> {
  db.close()
  db = openKeyDatabase(name)
  return createWallet(db, parts)
}

describe('the first start', () => {
  test('makes a phrase, an identity and an address that a reload finds again', async () => {
    const first = await createWallet(db, parts)
    const phrase = await first.phrase()
    const identity = await first.identitySeed()
    expect(phrase.split(' ')).toHaveLength(12)
    expect(identity).toHaveLength(32)
    expect(first.addresses()).toHaveLength(1)
    expect(first.addresses()[0]).toMatchObject({ name: 'main', address: expect.stringMatching(/^tab1/) })

    const again = await reload()
    expect(again.addresses()).toEqual(first.addresses())
    expect(await again.phrase()).toBe(phrase)
    expect(await again.identitySeed()).toEqual(identity)
  })

  test('in two tabs at once makes one phrase', async () => {
    const other = openKeyDatabase(name)
    const wallets = await Promise.all(
      [db, other, db, other].map(connection => createWallet(connection, parts)),
    )
    const phrases = await Promise.all(wallets.map(wallet => wallet.phrase()))
    const identities = await Promise.all(wallets.map(async wallet => bytesToHex(await wallet.identitySeed())))
    other.close()
    expect(new Set(phrases).size).toBe(1)
    expect(new Set(identities).size).toBe(1)
    expect(new Set(wallets.map(wallet => wallet.addresses()[0]?.address)).size).toBe(1)
  })

  test('two profiles have nothing in common', async () => {
    const other = openKeyDatabase(`${name} other`)
    const [a, b] = [await createWallet(db, parts), await createWallet(other, parts)]
    expect(await a.phrase()).not.toBe(await b.phrase())
    expect(await a.identitySeed()).not.toEqual(await b.identitySeed())
    await other.delete()
  })
})

describe('addresses', () => {
  test('are derived from the phrase alone, in order', async () => {
    const wallet = await createWallet(db, parts)
    await wallet.newAddress('second')
    const seed = mnemonicToSeedSync(await wallet.phrase())
    const expected = [0, 1].map(index => ed25519.getPublicKey(deriveAddressSeed(seed, index)))
    expect(wallet.addresses().map(({ publicKey }) => new Uint8Array(publicKey))).toEqual(expected)
    for (const { address, publicKey } of wallet.addresses())
      expect(parseAddress(address)).toEqual({ ok: true, value: publicKey })
  })

  test('added at the same time are all kept, one per name', async () => {
    const wallet = await createWallet(db, parts)
    const names = ['a', 'b', 'c', 'a']
    const made = await Promise.all(names.map(each => wallet.newAddress(each)))
    expect(made.filter(({ ok }) => ok)).toHaveLength(3)
    expect(made.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'NAME_TAKEN' } })

    const own = (await reload()).addresses()
    expect(own.map(each => each.name).sort()).toEqual(['a', 'b', 'c', 'main'])
    expect(new Set(own.map(({ address }) => address)).size).toBe(4)
  })

  test('can be renamed, also to another case, but not to a name in use', async () => {
    const wallet = await createWallet(db, parts)
    await wallet.newAddress('second')
    expect(await wallet.rename('main', 'Main')).toMatchObject({ ok: true, value: { name: 'Main' } })
    expect(await wallet.rename('second', 'MAIN')).toMatchObject({ error: { code: 'NAME_TAKEN' } })
    expect(await wallet.rename('third', 'x')).toMatchObject({ error: { code: 'NAME_UNKNOWN' } })
    expect((await reload()).addresses().map(each => each.name)).toEqual(['Main', 'second'])
  })

  test('are found by name and by address', async () => {
    const wallet = await createWallet(db, parts)
    const [main] = wallet.addresses()
    expect(wallet.find('MAIN')).toEqual({ ok: true, value: main })
    expect(wallet.find(main?.address ?? '')).toEqual({ ok: true, value: main })
    expect(wallet.find('x')).toMatchObject({ error: { code: 'NAME_UNKNOWN' } })
  })
})

describe('keys', () => {
  test('sign, whether derived or imported, before and after a reload', async () => {
    const first = await createWallet(db, parts)
    const imported = await first.importPem('paper', PEM)
    expect(imported).toMatchObject({ ok: true, value: { name: 'paper' } })

    for (const wallet of [first, await reload()]) {
      expect(wallet.addresses().map(each => each.name)).toEqual(['main', 'paper'])
      for (const { address, publicKey } of wallet.addresses()) {
        const signature = await wallet.sign(address, message)
        expect(ed25519.verify(signature, message, publicKey)).toBe(true)
      }
    }
  })

  test('sign without native Ed25519', async () => {
    const old = await createWallet(db, { ...parts, subtle: withoutEd25519() })
    const [main] = old.addresses()
    const signature = await old.sign(main?.address ?? '', message)
    expect(ed25519.verify(signature, message, main?.publicKey ?? new Uint8Array())).toBe(true)
  })

  test('are exported and imported as PEM', async () => {
    const wallet = await createWallet(db, parts)
    const pem = await wallet.exportPem('main')
    if (!pem.ok) throw new Error(pem.error.message)
    expect(await wallet.importPem('copy', pem.value)).toMatchObject({
      error: { code: 'ADDRESS_KNOWN', message: expect.stringContaining("'main'") },
    })

    const other = openKeyDatabase(`${name} other`)
    const elsewhere = await createWallet(other, parts)
    const arrived = await elsewhere.importPem('copy', pem.value)
    expect(arrived).toMatchObject({ ok: true, value: { address: wallet.addresses()[0]?.address } })
    expect(await elsewhere.exportPem('copy')).toEqual(pem)
    await other.delete()
  })

  test('refuse an invalid key, and report which name is unknown', async () => {
    const wallet = await createWallet(db, parts)
    expect(await wallet.importPem('x', 'nonsense')).toMatchObject({ error: { code: 'PEM_MALFORMED' } })
    expect(await wallet.importPem('main', PEM)).toMatchObject({ error: { code: 'NAME_TAKEN' } })
    expect(await wallet.exportPem('x')).toMatchObject({ error: { code: 'NAME_UNKNOWN' } })
    expect(wallet.addresses()).toHaveLength(1)
  })
})

describe('at rest', () => {
  test('no secret is in the database in plain text, and the device key cannot be exported', async () => {
    const wallet = await createWallet(db, parts)
    await wallet.importPem('paper', PEM)
    const seed = seedFromPem(PEM)
    const secrets = [
      await wallet.identitySeed(),
      mnemonicToEntropy(await wallet.phrase(), wordlist),
      mnemonicToSeedSync(await wallet.phrase()),
      seed.ok ? seed.value : new Uint8Array(),
    ].map(bytesToHex)

    const stored = bytesOf([await db.vault.toArray(), await db.addresses.toArray()])
    expect(stored.length).toBeGreaterThan(4)
    for (const secret of secrets) expect(stored.filter(hex => hex.includes(secret))).toEqual([])
    expect(JSON.stringify(await db.vault.toArray())).not.toContain((await wallet.phrase()).split(' ')[0])

    const device = await db.vault.get('device')
    const key = device && 'cryptoKey' in device ? device.cryptoKey : undefined
    expect(key?.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow()
  })

  test('a damaged or exchanged secret is reported, not used', async () => {
    await createWallet(db, parts)
    const identity = await db.vault.get('identity')
    if (!identity || !('sealed' in identity)) throw new Error('no identity')
    await db.vault.put({ key: 'phrase', sealed: identity.sealed })
    const wallet = await reload()
    await expect(wallet.phrase()).rejects.toMatchObject({ code: 'KEYS_UNREADABLE' })
    await expect(wallet.newAddress('x')).rejects.toMatchObject({ code: 'KEYS_UNREADABLE' })
    expect(await wallet.identitySeed()).toHaveLength(32)
  })

  test('a profile without its device key is reported, and no new phrase replaces the old', async () => {
    await createWallet(db, parts)
    await db.vault.delete('device')
    await expect(reload()).rejects.toMatchObject({ code: 'KEYS_UNREADABLE' })
    expect(await db.vault.count()).toBe(2)
  })

  test('a database of a newer schema is refused', async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, 1000)
      request.onsuccess = () => resolve(request.result.close())
      request.onerror = () => reject(request.error)
    })
    await expect(createWallet(db, parts)).rejects.toMatchObject({ code: 'STORAGE_NEWER_SCHEMA' })
  })
})

/** Every byte string anywhere in a value, as hex. */
function bytesOf(value: unknown): string[] {
  if (value instanceof Uint8Array) return [bytesToHex(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(bytesOf) : []
}

/** WebCrypto of a browser without Ed25519, such as Chromium before 137. */
function withoutEd25519(): SubtleCrypto {
  return new Proxy(crypto.subtle, {
    get(subtle, key: keyof SubtleCrypto) {
      if (key === 'importKey')
        return (
          format: 'raw',
          bytes: BufferSource,
          algorithm: AlgorithmIdentifier,
          extractable: boolean,
          usages: KeyUsage[],
        ) =>
          algorithm === 'Ed25519'
            ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
            : subtle.importKey(format, bytes, algorithm, extractable, usages)
      const method = subtle[key] as unknown
      return typeof method === 'function' ? method.bind(subtle) : method
    },
  })
}

// RFC 8410, section 10.3.
const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----`
