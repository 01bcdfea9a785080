import { expressions, type Program } from './program.ts'

/** Typed arrays, the bits of floats, byte orders. */
export const BYTES: readonly Program[] = [
  ...expressions(
    'new Uint8Array([1, 2, 300, -1])',
    'new Uint8Array(new Float64Array([NaN]).buffer)',
    'new Uint8Array(new Float32Array([NaN, -NaN, 0 / 0]).buffer)',
    'new Uint8Array(new Float64Array([-NaN, Math.sqrt(-1), Infinity - Infinity, -(0 / 0)]).buffer)',
    'new Uint8Array(new Float32Array([Math.sqrt(-1), Infinity * 0, Math.log(-1), Math.pow(-1, 0.5)]).buffer)',
    'new Uint8Array(new Float16Array([NaN, 1.5, 1e9]).buffer)',
    'new Uint8Array(new Float64Array([0.1, -0, 1e300]).buffer)',
    'new Uint8Array(new Float32Array([0.1, 1e-45, 3.4e38]).buffer)',
    'new Uint8Array(new BigUint64Array([2n ** 64n - 1n, -1n, 5n]).buffer)',
    'new Uint8Array(new Uint16Array([1, 256]).buffer)',
    'new Uint8ClampedArray([1.5, 2.5, -1, 300]).join()',
    'new Int8Array([127, 128, 255]).join()',
    'new Uint32Array([-1, 2 ** 32, 1.9]).join()',
    'new Uint8Array([3, 1, 2]).sort()',
    'new Float64Array([3, NaN, -0, 0, -1]).sort().join()',
    'new Uint8Array([1, 2, 3, 4]).subarray(1, 3).map(x => x * 2)',
    'new Uint8Array([1, 2, 3]).indexOf(3) + new Uint8Array(4).fill(7, 1, 2).join("")',
    'Uint8Array.from("123")',
    'Uint8Array.of(1, 2).toReversed()',
    'new Uint8Array(2 ** 16).length',
    'new ArrayBuffer(8).slice(2).byteLength',
    'new ArrayBuffer(4, { maxByteLength: 16 }).resizable',
    'new Uint8Array(3).set([1, 2, 3]) === undefined',
  ),
  [
    'a data view',
    'const v = new DataView(new ArrayBuffer(16)); v.setFloat64(0, 1.5); v.setInt16(8, -2, true); v.setBigInt64(8, -3n); return new Uint8Array(v.buffer)',
  ],
  [
    'odd NaN bits read and written',
    'const v = new DataView(new ArrayBuffer(8)); v.setBigUint64(0, 0xfff8dead_beef0001n); const x = v.getFloat64(0); v.setFloat64(0, x); return v.getBigUint64(0)',
  ],
  [
    'odd NaN bits of 32',
    'const v = new DataView(new ArrayBuffer(8)); v.setUint32(0, 0xffc12345); const x = v.getFloat32(0); v.setFloat32(0, x); v.setFloat32(4, x + 1); return [v.getUint32(0), v.getUint32(4)]',
  ],
  [
    'NaN through arrays',
    'const a = new Float64Array(4); a[0] = NaN; a[1] = -a[0]; a[2] = a[0] * -1; a[3] = Number("x"); return new Uint8Array(a.buffer)',
  ],
  [
    'a typed array of floats seen as integers',
    'const f = new Float32Array(3); f[0] = 1 / 3; f[1] = -1e-40; f[2] = 16777217; return [...new Uint32Array(f.buffer)]',
  ],
  [
    'a resizable buffer',
    'const b = new ArrayBuffer(4, { maxByteLength: 8 }); const u = new Uint8Array(b); b.resize(8); u[7] = 9; return [u.length, u[7]]',
  ],
  [
    'copying within',
    'const u = new Uint8Array(1000); for (let i = 0; i < 1000; i++) u[i] = i; u.copyWithin(10, 0, 900); return [u[10], u[909], u[999]]',
  ],
  [
    'a hash by hand',
    'let h = 0x811c9dc5; for (const c of "hello world") { h ^= c.charCodeAt(0); h = Math.imul(h, 0x01000193) >>> 0 } return h',
  ],
]
