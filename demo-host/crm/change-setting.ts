import { DeskbellError } from '../../js-shim/src/core/deskbell-error.js'
import type { SettingName, Settings, SettingValues } from '../../relay/src/index.js'
import { parameter } from './list-routes.js'

/**
 * Changes a setting of the relay as a form wishes, whose field `version` says what it was made from.
 *
 * @returns what is wrong, for people; `''` when it is stored
 */
export async function changeSetting<Name extends SettingName>(
  settings: Settings,
  name: Name,
  form: unknown,
  change: (value: SettingValues[Name]) => SettingValues[Name],
): Promise<string> {
  const { version, value } = await settings.get(name)
  if (parameter(form, 'version') !== `${version}`) {
    return 'Somebody else has changed this meanwhile. Look at it as it is now, and try again.'
  }
  try {
    await settings.put(name, change(value), version)
    return ''
  } catch (problem) {
    if (!(problem instanceof DeskbellError)) throw problem
    return `That cannot be kept: ${problem.detail}.`
  }
}
