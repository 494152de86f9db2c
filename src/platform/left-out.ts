/** Work on many things, one of which may be refused whenever it is tried: the others must not wait for it. */
import type { Log } from './log.js';
import { serviceFault } from './service-fault.js';

/** Something that could not be done, for the log and the operations page. */
export interface LeftThing {
  kind: string;
  id: string;
}

/** Some of many were left out, each named in the log; all others were done. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut';
  constructor(
    readonly things: readonly LeftThing[],
    options?: ErrorOptions,
  ) {
    super(`left out: ${things.length}`, options);
  }
}

interface Each<T> {
  /** What they are, and which one is which. */
  kind: string;
  idOf(item: T): string;
  work(item: T): Promise<unknown>;
  log: Log;
}

/**
 * Do something for each of many, one after the other. Which fails for itself is left out; {@link LeftOut} says so at the end.
 * An outage would meet all of them and is thrown at once.
 */
export async function eachForItself<T>(items: Iterable<T>, { kind, idOf, work, log }: Each<T>): Promise<void> {
  const left: LeftThing[] = [];
  let first: unknown;
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (serviceFault(error) !== null) throw error;
      first ??= error;
      if (error instanceof LeftOut) left.push(...error.things);
      else {
        const id = idOf(item);
        log.error({ err: error, kind, id }, 'left out, the others go on');
        left.push({ kind, id });
      }
    }
  }
  if (left.length > 0) throw new LeftOut(left, { cause: first });
}
