/** What became of a change of the relay's settings. */
export function SettingOutcome({ saved, problem }: { saved: boolean; problem: string }) {
  return (
    <>
      {saved && (
        <p class="saved" role="status">
          Saved. It counts from the next call on.
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
