/** A source that cannot be imported; the message is what was expected instead, as a clause. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}
