/** Values in the samples of several groups. */

export const ID = '00'.repeat(31).concat('2a')

export const OTHER_ID = 'ab'.repeat(32)

export const PEER = '12D3KooWGxW6tYqYwDgJ1YGB6Yk6mF1xJQ7cQkWfX1YgQn5CqYjE'

export const ADDRESS = 'tab1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5793ye'

export const TIME = 1_790_000_000_000

export const FILE_CID = 'bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'

export const BLOB = new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' })
