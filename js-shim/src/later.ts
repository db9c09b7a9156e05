/** What an idle page does not need: fetched with the first call, or when the panel is opened. */
export { createMoreCommands } from './desk/more-commands.js'
export { rest } from './panel/rest.js'
export { createToaster } from './toaster/create-toaster.js'
