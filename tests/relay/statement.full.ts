import { proveStatement } from './prove-statement.js'

proveStatement(20_000, 1)
