import { proveStatement } from './prove-statement.js'

proveStatement(400, 24)
