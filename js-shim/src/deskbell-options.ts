import type { DeskbellConfig } from './config.js'
import type { Line } from './ports/line.js'
import type { TextOverrides } from './text/texts.js'

export interface DeskbellOptions {
  /** Asks the host's server for the config anew, when the relay no longer takes the token. */
  refresh?: () => Promise<DeskbellConfig>
  /** Words of the host's own. */
  texts?: TextOverrides
  /** Where the engine's `.wasm` is, when it is not beside the script. */
  wasmUrl?: string | URL
  /** Another way to the telephone system than the relay. */
  line?: () => Line
}
