import {
  ATTRIBUTE,
  addressAttribute,
  errorAttribute,
  type TransportAddress,
  unknownTypes,
  unknownTypesAttribute,
} from './attributes.ts'
import { encodeMessage, METHOD, type MessageContent, type StunMessage } from './message.ts'

/**
 * The answer to a Binding request, which tells the client from which address it arrived (RFC 8489, section
 * 6.3). Undefined for any other message: nothing else is answered.
 */
export function answerBinding(message: StunMessage, source: TransportAddress): Buffer | undefined {
  if (message.kind !== 'request' || message.method !== METHOD.binding) return undefined
  const { method, transactionId } = message
  const refusal = refuseUnknown(message)
  if (refusal) return encodeMessage(refusal)
  const attributes = [addressAttribute(ATTRIBUTE.xorMappedAddress, source, transactionId)]
  return encodeMessage({ kind: 'success', method, transactionId, attributes })
}

/** Error 420 if the request has attributes that a server has to understand and this one does not. */
export function refuseUnknown(request: StunMessage): MessageContent | undefined {
  const unknown = unknownTypes(request)
  if (unknown.length === 0) return undefined
  const { method, transactionId } = request
  const attributes = [errorAttribute(420, 'Unknown Attribute'), unknownTypesAttribute(unknown)]
  return { kind: 'error', method, transactionId, attributes }
}
