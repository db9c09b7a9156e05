import type { DeskbellConfig } from './config.js'
import { makeDeskbell } from './deskbell.js'
import type { Deskbell } from './deskbell-api.js'
import type { DeskbellOptions } from './deskbell-options.js'
import { readConfig } from './read/read-config.js'

/**
 * Starts Deskbell in this page. The script tag does it by itself; this is for hosts that bundle.
 *
 * @param config - what the host's server says; see `DeskbellConfig`
 */
export function createDeskbell(config: DeskbellConfig, options: DeskbellOptions = {}): Deskbell {
  return makeDeskbell(config, options, readConfig)
}
