/**
 * The host's clock and its jumps. A host's clock is set by people and by time servers, so nothing that must go on by itself
 * may wait for it: ages and waits are counted on the monotonic clock, which nobody sets.
 */

/** Both clocks of the host in ms; `wall` can be set by others, `steady` cannot. Tests move either. */
export interface HostClocks {
  wall(): number;
  steady(): number;
}

export const hostClocks: HostClocks = { wall: () => Date.now(), steady: () => performance.now() };

/** Host time in ms that goes on evenly within a process: the hour of its start and what has passed since. */
export function steadyNow({ wall, steady }: HostClocks = hostClocks): () => number {
  const ahead = wall() - steady();
  return () => Math.round(ahead + steady());
}

/** A jump: host time after it, and by how far, backwards below zero; a machine that slept jumps forwards. */
export interface ClockJump {
  at: number;
  byMs: number;
}

/** Less than this is a clock that is being kept right. */
export const JUMP_MS = 5_000;

/** Asks whether the host's clock has jumped since it was asked last; each jump is told once. */
export function watchHostClock({ wall, steady }: HostClocks = hostClocks): () => ClockJump | null {
  let ahead = wall() - steady();
  return () => {
    const at = wall();
    const now = at - steady();
    const byMs = Math.round(now - ahead);
    if (Math.abs(byMs) < JUMP_MS) {
      // A clock that is slewed drifts from the other a little each day.
      ahead = now;
      return null;
    }
    ahead = now;
    return { at, byMs };
  };
}

/**
 * How long ago something was marked, by a clock that may have been set since: each change of the mark that is seen is
 * timed on the monotonic clock, and the mark's own time counts only where it can be true.
 */
export function markAge({ wall, steady }: HostClocks = hostClocks): (mark: number | null) => number | null {
  let seen: { mark: number; bornAt: number } | null = null;
  let lookedAt: number | null = null;
  return (mark) => {
    const now = steady();
    const since = lookedAt === null ? null : now - lookedAt;
    lookedAt = now;
    if (mark === null) return null;
    if (seen?.mark !== mark) {
      const claimed = wall() - mark;
      // First seen with a time to come: the clock was set back, and nobody knows how old it is.
      const age = Math.max(0, claimed);
      seen = { mark, bornAt: now - (since === null ? age : Math.min(age, since)) };
    }
    return Math.max(0, now - seen.bornAt);
  };
}
