/**
 * Renamed states, machine by machine, so that old records still open. A record keeps the name of its state and the version
 * of the machine that wrote it; XState 5 has no migration of its own.
 */

/** Machine → version that wrote the record → old state name → name today. Empty until the first rename. */
export const RENAMED_STATES: Record<string, Record<string, Record<string, string>>> = {};

/** Today's name of a stored state. A name that was never renamed stands for itself; an unknown one fails in the machine. */
export function openState(
  kind: string,
  version: string,
  state: string,
  renamed: typeof RENAMED_STATES = RENAMED_STATES,
): string {
  return renamed[kind]?.[version]?.[state] ?? state;
}
