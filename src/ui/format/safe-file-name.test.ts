import { expect, test } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

test.each([
  ['cat.png', 'cat.png'],
  ['Übung 3.pdf', 'Übung 3.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a\\b:c*d?.txt', 'a_b_c_d_.txt'],
  ['photo\u202egnp.exe', 'photo_gnp.exe'],
  ['.hidden', 'hidden'],
  ['ends. . ', 'ends'],
  ['con.txt', '_con.txt'],
  ['...', 'bafk'],
  ['', 'bafk'],
  ['x'.repeat(300), 'x'.repeat(180)],
])('%j is saved as %j', (name, saved) => {
  expect(safeFileName(name, 'bafk')).toBe(saved)
})
