/** A subcommand. It writes its answer to stdout, what it tells on the way to stderr. */
export interface Command {
  /** All of it, for `deskbell help <command>`. */
  readonly help: string
  /**
   * @param args what stands behind the command's name
   * @returns the exit code
   * @throws CommandError, DeskbellError: shown as one line
   */
  run(args: string[]): Promise<number>
}
