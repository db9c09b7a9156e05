// While the clean-up runs: moves its bar, and loads the page again at the end.
'use strict'

const running = document.querySelector('[data-clean-up="running"]')
if (running) {
  const bar = running.querySelector('progress')
  const words = running.querySelector('[role="status"]')
  const count = new Intl.NumberFormat('en-GB')
  const look = async () => {
    const response = await fetch('/settings/clean-up/progress')
    const progress = await response.json()
    if (progress === null) return location.reload()
    bar.max = Math.max(progress.total, 1)
    bar.value = progress.done
    words.textContent = `${count.format(progress.done)} of ${count.format(progress.total)} rows`
    setTimeout(look, 250)
  }
  // No connection for a moment: the next look may have one.
  const again = () => look().catch(() => setTimeout(again, 1000))
  again()
}
