/** Records whose entries could not be carried out: kept by name only, because the entries themselves lie in the outboxes. */

/** Host ms before the first try, doubled with each that came to nothing; a database may be away for long. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** After so many failures a record's entries are tried by themselves, so that others do not fail with them. */
const ALONE_AFTER = 2;

/** `onDue` is called when the pause is over. */
export function setAside({ onDue }: { onDue: () => void }) {
  /** Record → kind. */
  const records = new Map<string, string>();
  const failures = new Map<string, number>();
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | null = null;
  let due = false;
  let stopped = false;

  function plan(): void {
    if (timer || due || stopped) return;
    timer = setTimeout(() => {
      timer = null;
      due = true;
      onDue();
    }, pause);
    timer.unref();
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  }

  function add(kind: string, ids: readonly string[]): void {
    for (const id of ids) records.set(id, kind);
    plan();
  }

  return {
    add,
    /** Set aside what is to be taken up at once. */
    addDue(kind: string, ids: readonly string[]): void {
      for (const id of ids) records.set(id, kind);
      due = true;
    },
    /** Set aside entries that have been tried. */
    failed(entries: readonly { kind: string; record: string }[]): void {
      for (const record of new Set(entries.map((entry) => entry.record))) {
        failures.set(record, (failures.get(record) ?? 0) + 1);
      }
      for (const { kind, record } of entries) add(kind, [record]);
    },
    /** Entries of these records have been carried out. */
    done(ids: Iterable<string>): void {
      for (const id of ids) if (!records.has(id)) failures.delete(id);
      if (records.size === 0) pause = FIRST_PAUSE_MS;
    },
    has: (id: string): boolean => records.has(id),
    isAlone: (id: string): boolean => (failures.get(id) ?? 0) >= ALONE_AFTER,
    isDue: (): boolean => due,
    /** Take at most `most` records out, as kind and ids. Due no more, unless some are left. */
    next(most: number): [kind: string, ids: string[]][] {
      const taken = new Map<string, string[]>();
      for (const [id, kind] of [...records].slice(0, most)) {
        records.delete(id);
        taken.set(kind, [...(taken.get(kind) ?? []), id]);
      }
      due = records.size > 0;
      return [...taken];
    },
    /** Nothing becomes due any more. */
    stop(): void {
      stopped = true;
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
