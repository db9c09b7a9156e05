import type { DeskbellConfig } from './config.js'
import { makeDeskbell } from './deskbell.js'
import type { Deskbell } from './deskbell-api.js'
import type { DeskbellOptions } from './deskbell-options.js'

/** What the script tag's loader imports once the config said yes; it has read the config. */
export function createDeskbell(config: DeskbellConfig, options: DeskbellOptions): Deskbell {
  return makeDeskbell(config, options, known => known)
}
