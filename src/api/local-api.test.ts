import { apiSuite } from './api.suite.ts'
import { createLocalApi } from './local-api.ts'

apiSuite('in this thread', handlers => ({ api: createLocalApi(handlers), close: () => {} }))
