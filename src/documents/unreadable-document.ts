/** Why a file could not be read; the words are under `reasons:document` and, for the command line, `operations:cli.unreadable`. */
export type DocumentFault =
  | 'tooLarge'
  | 'wrongKind'
  | 'encrypted'
  | 'truncated'
  | 'bomb'
  | 'notText'
  | 'unknownKind'
  | 'empty'
  | 'tooManyColumns'
  | 'tooManyRows'
  | 'tooManyCells'
  | 'tooMuchText'
  | 'tooSlow'
  | 'tooMuchMemory'
  | 'busy'
  | 'crashed';

/** A file that cannot be read as what its name says it is. Nothing of it has been taken. */
export class UnreadableDocument extends Error {
  constructor(
    readonly fault: DocumentFault,
    readonly params: Record<string, string | number> = {},
  ) {
    super(fault);
    this.name = 'UnreadableDocument';
  }
}

/** What a reader throws, with the kinds of files that are taken here instead. */
export async function namingKinds<T>(kinds: readonly string[], reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw new UnreadableDocument(error.fault, { ...error.params, kinds: kinds.join(' ') });
  }
}
