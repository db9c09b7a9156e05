import { startPbx } from '../../demo-host/pbx/start-pbx.js'
import { pbxProvisioning } from '../../demo-host/pbx-provisioning.js'
import { provisioningContract } from './support/provisioning-contract.js'

const SECRET = 'the secret of the vendor at this system'.replaceAll(' ', '-')

provisioningContract('the simulated telephone system', async () => {
  const pbx = await startPbx({ key: 'key', secret: SECRET, speed: 50 })
  return {
    provisioning: pbxProvisioning(pbx.url, SECRET),
    rings: async extension => {
      const response = await fetch(`${pbx.url}/sim/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from: '31612345678', outcome: 'cancel' }),
      })
      const { id } = (await response.json()) as { id: string }
      await pbx.idle()
      return pbx.calls.get(id)?.steps.some(({ what }) => what === `rings at ${extension}`) ?? false
    },
    close: () => pbx.close(),
  }
})
