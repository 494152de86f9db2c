/** What machines ask: is the process up, can it work, and how does it do. Answered without a session. */
import type { Request, RequestHandler, Response } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Room } from '../platform/disk.js';
import { NotFound } from '../platform/errors.js';
import { type ClockJump, type HostClocks, hostClocks, markAge } from '../platform/host-clock.js';
import type { Log } from '../platform/log.js';

export interface ProbesParts {
  /** Resolves when the database answers. */
  ping(): Promise<unknown>;
  /** Host time in ms of the last finished clock sweep; null before the first. */
  lastSweep(): Promise<number | null>;
  /** Entries waiting in outboxes longer than they should. */
  relayLag(): Promise<number>;
  /** Room on the disk of the data. */
  room(): Promise<Room>;
  /** Seconds between two sweeps. */
  sweepEvery: number;
  log: Log;
  /** The last jump of the host's clock, said as a fact. */
  lastJump?(): Promise<ClockJump | null>;
  clocks?: HostClocks;
}

/** What `/readyz` says of one thing. */
interface Check {
  ok: boolean;
  [about: string]: unknown;
}

const ANSWER_WITHIN_MS = 2_000;
/** So many sweeps may fail to come before it is said. */
const SWEEPS_MISSED = 3;
const LEAST_PATIENCE_SECONDS = 120;
/** Entries the relay may be behind. */
const MOST_LAG = 500;

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** From this machine itself, and not passed on by a proxy for somebody else. */
function isLocal(req: Request): boolean {
  const { 'x-forwarded-for': forwardedFor, forwarded } = req.headers;
  if (forwardedFor !== undefined || forwarded !== undefined) return false;
  return /^(?:::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '');
}

/**
 * Probes and metrics of this process. `handler` answers /healthz, /readyz and /metrics (loopback only) and times every
 * other request; `eventLogged` counts an event of a record.
 */
export function createProbes(parts: ProbesParts) {
  const { ping, lastSweep, relayLag, room, sweepEvery, log, lastJump, clocks = hostClocks } = parts;
  const ageOf = markAge(clocks);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'sanxiang_http_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const events = new Counter({
    name: 'sanxiang_events_total',
    help: 'Events of records logged by this process, by kind and type.',
    labelNames: ['kind', 'type'],
    registers: [registry],
  });
  new Gauge({
    name: 'sanxiang_relay_lag_entries',
    help: 'Log entries waiting to be relayed for longer than they should.',
    registers: [registry],
    async collect() {
      this.set(await within(ANSWER_WITHIN_MS, relayLag()).catch(() => Number.NaN));
    },
  });
  new Gauge({
    name: 'sanxiang_sweep_age_seconds',
    help: 'Host seconds since the last clock sweep of any process.',
    registers: [registry],
    async collect() {
      const at = await within(ANSWER_WITHIN_MS, lastSweep()).catch(() => null);
      this.set((ageOf(at) ?? Number.NaN) / 1000);
    },
  });

  const startedAt = clocks.steady();
  const patience = Math.max(LEAST_PATIENCE_SECONDS, SWEEPS_MISSED * sweepEvery);

  async function checked(name: string, check: () => Promise<Check>): Promise<Check> {
    try {
      return await within(ANSWER_WITHIN_MS, check());
    } catch (error) {
      // Asked every few seconds by machines: why is enough, where in the program it was noticed would hide it.
      log.warn({ check: name, why: error instanceof Error ? error.message : String(error) }, 'not ready');
      return { ok: false, error: 'no answer' };
    }
  }

  /** What this process needs to do its work, and whether it is there. */
  async function readiness() {
    const [jump, database, sweep, relay, disk] = await Promise.all([
      lastJump ? within(ANSWER_WITHIN_MS, lastJump()).catch(() => null) : null,
      checked('database', async () => {
        await ping();
        return { ok: true };
      }),
      checked('sweep', async () => {
        const ms = ageOf(await lastSweep());
        const age = ms === null ? null : Math.round(ms / 1000);
        // After a start the first sweep is still to come.
        const starting = clocks.steady() - startedAt < patience * 1000;
        return { ok: starting || (age !== null && age <= patience), ageSeconds: age, atMostSeconds: patience };
      }),
      checked('relay', async () => {
        const lag = await relayLag();
        return { ok: lag <= MOST_LAG, entries: lag, atMost: MOST_LAG };
      }),
      checked('disk', async () => ({ ...(await room()) })),
    ]);
    // A jump is a fact and no fault of this process: what it has stopped shows at the sweep.
    const hostClock = jump && { jumpedAt: new Date(jump.at).toISOString(), bySeconds: Math.round(jump.byMs / 1000) };
    const ready = database.ok && sweep.ok && relay.ok && disk.ok;
    return { ready, database, sweep, relay, disk, hostClock };
  }

  const probes: Record<string, (req: Request, res: Response) => Promise<void> | void> = {
    '/healthz': (_req, res) => {
      res.json({ ok: true });
    },
    '/readyz': async (_req, res) => {
      const found = await readiness();
      res.status(found.ready ? 200 : 503).json(found);
    },
    '/metrics': async (req, res) => {
      if (!isLocal(req)) throw new NotFound();
      res.type(registry.contentType).send(await registry.metrics());
    },
  };

  const handler: RequestHandler = async (req, res, next) => {
    const reading = req.method === 'GET' || req.method === 'HEAD';
    const probe = reading && Object.hasOwn(probes, req.path) ? probes[req.path] : undefined;
    if (probe) {
      res.set('Cache-Control', 'no-store');
      await probe(req, res);
      return;
    }
    const observe = requests.startTimer();
    res.once('finish', () => {
      // The route's pattern, never the address: ids would make a series each.
      const route = (req.route as { path?: string } | undefined)?.path ?? 'none';
      observe({ method: req.method, route, status: res.statusCode });
    });
    next();
  };

  return {
    handler,
    readiness,
    /** Count an event of a record; the relay's step `logged`. */
    eventLogged: ({ kind, type }: { kind: string; type: string }): void => events.inc({ kind, type }),
  };
}

export type Probes = ReturnType<typeof createProbes>;
