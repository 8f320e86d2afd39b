/** A command that could not do its work, for a reason the reader can act on: the message is one sentence for them. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  /** 1 = failed, 2 = bad usage. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
