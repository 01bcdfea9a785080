import { expect, test } from 'vitest'
import { ipBytes, ipText } from './ip-address.ts'

test.each([
  ['192.0.2.1', 'c0000201', '192.0.2.1'],
  ['::ffff:192.0.2.1', 'c0000201', '192.0.2.1'],
  ['::FFFF:c000:201', 'c0000201', '192.0.2.1'],
  ['::', '0'.repeat(32), '0:0:0:0:0:0:0:0'],
  ['::1', `${'0'.repeat(31)}1`, '0:0:0:0:0:0:0:1'],
  ['2001:db8::a:b', '20010db80000000000000000000a000b', '2001:db8:0:0:0:0:a:b'],
  ['2001:db8::', `20010db8${'0'.repeat(24)}`, '2001:db8:0:0:0:0:0:0'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008', '1:2:3:4:5:6:7:8'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221', '64:ff9b:0:0:0:0:c000:221'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001', 'fe80:0:0:0:0:0:0:1'],
])('%s is %s', (address, hex, text) => {
  const bytes = ipBytes(address)
  expect(bytes?.toString('hex')).toBe(hex)
  expect(ipText(bytes as Buffer)).toBe(text)
})

test.each(['', 'localhost', '1.2.3', '1.2.3.256', '1::2::3', ':::', '1:2:3:4:5:6:7', 'unknown'])(
  '"%s" is not an address',
  text => {
    expect(ipBytes(text)).toBeUndefined()
  },
)
