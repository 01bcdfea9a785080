// Values as bytes: one tag, then the content. `value-codec.ts` is its twin on the host's side.
// Only what is listed here can be stored or passed; everything else is refused with the path of where it was.

let position = 0
// Bytes that the value may take.
let room = LIMITS.value
// True while a value is walked, when a proxy's trap could otherwise use the buffer in the middle of it.
let isWalking = false

// The engine's own getters, which no value can answer for: it may have a `length` of its own, or be a proxy.
const typedPrototype = Object.getPrototypeOf(Uint8Array.prototype)
const toTypedName = Object.getOwnPropertyDescriptor(typedPrototype, Symbol.toStringTag).get
const toTypedLength = Object.getOwnPropertyDescriptor(typedPrototype, 'length').get
const { apply } = Reflect

const need = count => {
  if (position + count > room) throw new RangeError(`the value takes more than ${room} bytes`)
}

const putByte = byte => {
  need(1)
  bytes[position++] = byte
}

const putCount = (tag, count) => {
  need(5)
  bytes[position] = tag
  view.setUint32(position + 1, count)
  position += 5
}

const putText = text => {
  // The built-in way from UTF-16 to UTF-8; half of a pair has none.
  if (!text.isWellFormed()) throw new TypeError('a string with half of a surrogate pair')
  const utf8 = unescape(encodeURIComponent(text))
  const length = utf8.length
  putCount(5, length)
  need(length)
  for (let index = 0; index < length; index++) bytes[position + index] = utf8.charCodeAt(index)
  position += length
}

const putBigint = value => {
  const negative = value < 0n
  let digits = (negative ? -value : value).toString(16)
  if (digits.length % 2 === 1) digits = `0${digits}`
  const length = value === 0n ? 0 : digits.length / 2
  putCount(4, length)
  need(length + 1)
  bytes[position++] = negative ? 1 : 0
  for (let index = 0; index < length; index++) {
    bytes[position + index] = parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  }
  position += length
}

const refuse = (what, path) => {
  throw new TypeError(
    `${path}: ${what} cannot be stored or passed; use null, booleans, strings, bigints, safe integers, Uint8Array, arrays or plain objects`,
  )
}

const putObject = (value, path, depth) => {
  const prototype = Object.getPrototypeOf(value)
  if (depth > LIMITS.depth) throw new RangeError(`${path}: more than ${LIMITS.depth} levels`)
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) refuse('an array of a class of its own', path)
    const { length } = value
    if (Object.keys(value).length !== length) refuse('an array with holes or other fields', path)
    putCount(7, length)
    for (let index = 0; index < length; index++) put(value[index], `${path}[${index}]`, depth + 1)
  } else if (prototype === Uint8Array.prototype && apply(toTypedName, value, []) === 'Uint8Array') {
    const length = apply(toTypedLength, value, [])
    putCount(6, length)
    need(length)
    bytes.set(value, position)
    position += length
  } else {
    if (prototype !== Object.prototype && prototype !== null) refuse('an object of a class', path)
    const keys = Reflect.ownKeys(value)
    if (keys.some(key => typeof key === 'symbol')) refuse('a field named by a symbol', path)
    keys.sort()
    putCount(8, keys.length)
    for (const key of keys) {
      if (key === '__proto__') refuse('a field named __proto__', path)
      const field = Object.getOwnPropertyDescriptor(value, key)
      if (!field || !('value' in field)) refuse('a getter', `${path}.${key}`)
      putText(key)
      put(field.value, `${path}.${key}`, depth + 1)
    }
  }
}

const put = (value, path, depth) => {
  switch (typeof value) {
    case 'boolean':
      return putByte(value ? 2 : 1)
    case 'number':
      if (!Number.isSafeInteger(value)) refuse(`the number ${value}`, path)
      need(9)
      bytes[position] = 3
      // There is one zero.
      view.setFloat64(position + 1, value + 0 === 0 ? 0 : value)
      position += 9
      return
    case 'bigint':
      return putBigint(value)
    case 'string':
      return putText(value)
    case 'object':
      return value === null ? putByte(0) : putObject(value, path, depth)
    default:
      return refuse(value === undefined ? 'undefined' : `a ${typeof value}`, path)
  }
}

const write = (value, path, limit, depth) => {
  if (isWalking) throw new TypeError('a value cannot be passed while another one is read')
  isWalking = true
  try {
    position = 0
    room = limit
    put(value, path, depth)
    return position
  } finally {
    isWalking = false
  }
}

// Writes the value at the buffer's start and returns its length.
const encode = (value, path) => write(value, path, LIMITS.value, 0)

// The same for a list that the interface has put around values.
const encodeEnvelope = (value, path) => write(value, path, LIMITS.envelope, -LIMITS.envelopeDepth)

const takeCount = () => {
  const count = view.getUint32(position)
  position += 4
  if (count > bytes.length - position) throw new RangeError('a value goes on behind its end')
  return count
}

const takeText = () => {
  const length = takeCount()
  let binary = ''
  for (let from = position, end = position + length; from < end; from += 1024) {
    binary += String.fromCharCode.apply(null, bytes.subarray(from, Math.min(from + 1024, end)))
  }
  position += length
  return decodeURIComponent(escape(binary))
}

const takeBigint = () => {
  const length = takeCount()
  const negative = bytes[position++] === 1
  let digits = '0x0'
  for (let index = 0; index < length; index++) digits += bytes[position + index].toString(16).padStart(2, '0')
  position += length
  return negative ? -BigInt(digits) : BigInt(digits)
}

// The input is from encode, from the host, whose own encoder has checked it, or from storage, which may hold
// anything (decodeFrom).
const take = () => {
  const tag = bytes[position++]
  switch (tag) {
    case 0:
      return null
    case 1:
      return false
    case 2:
      return true
    case 3:
      position += 8
      return view.getFloat64(position - 8)
    case 4:
      return takeBigint()
    case 5:
      return takeText()
  }
  const count = takeCount()
  if (tag === 6) {
    position += count
    return bytes.slice(position - count, position)
  }
  if (tag === 7) {
    const array = []
    for (let index = 0; index < count; index++) array.push(take())
    return array
  }
  const object = {}
  for (let index = 0; index < count; index++) {
    position++
    const key = takeText()
    object[key] = take()
  }
  return object
}

const decode = () => {
  position = 0
  return take()
}
