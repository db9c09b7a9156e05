/** What the browser says about notifications; `denied` where it has none. */
export function permission(): NotificationPermission {
  try {
    return typeof Notification === 'undefined' ? 'denied' : Notification.permission
  } catch {
    return 'denied'
  }
}

/**
 * Asks for notifications. Only from the agent's click or key: browsers refuse, and remember, a
 * question that comes out of the blue, so then it is not asked.
 */
export async function askPermission(): Promise<NotificationPermission> {
  if (permission() !== 'default' || navigator.userActivation?.isActive === false)
    return permission()
  try {
    return await Notification.requestPermission()
  } catch {
    return permission()
  }
}
