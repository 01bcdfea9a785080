import { apiSuite } from './api.suite.ts'
import { createPortClient } from './port-client.ts'
import { serveApi } from './port-server.ts'

apiSuite('across a port of a browser', handlers => {
  const { port1, port2 } = new MessageChannel()
  serveApi(port2, handlers)
  const api = createPortClient(port1)
  return { api, close: () => api.close('test over') }
})
