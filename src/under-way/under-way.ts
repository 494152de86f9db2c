/**
 * Long work runs behind the page that asked for it: it is answered at once with a page that shows how far the work has come, and
 * that leads to what came of it. What is over before anybody would look is answered as if it had been waited for.
 */
import type { Request, Response } from 'express';
import type { Actor } from '../../workflows/moment.js';
import { asInvalid } from '../documents/receive-file.js';
import type { FormAgain } from '../http/form-again.js';
import { actorIn } from '../http/locals.js';
import { AppError, NotFound, TransitionRefused } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import { serviceFault } from '../platform/service-fault.js';
import type { Step, Work, WorkKind } from './work.model.js';
import type { Ending, Works } from './works.store.js';

/** ms that a page waits for its work before it shows how far that has come. */
const PATIENCE = 700;
/** ms between two notes of how far a work has come, and between two signs of life where it does not come on. */
const NOTED_EVERY = 400;
const BEAT_EVERY = 5_000;
/** ms that works have to end when the process stops. */
const FINISH_WITHIN = 20_000;

export interface UnderWayParts {
  store: Works;
  logger: Log;
  /** Tests wait for good, or not at all. */
  patience?: number;
}

export interface Asked {
  kind: WorkKind;
  /** What it is about, as its page is headed. */
  name: string;
  actor: Actor;
  /** The page that asked. */
  back: string;
  /** What was typed, where that page has a form that shows a refusal (see `refused`). */
  typed?: Record<string, string>;
  /** One at a time under this name. */
  alone?: string;
}

/** Say what the work is at. */
export type TellStep = (name: string, share?: number | null, params?: Step['params']) => void;

/** Does the work; answers with the address of what came of it. Work in steps looks at `signal`: the process is about to end. */
export type Doing = (tell: TellStep, signal: AbortSignal) => Promise<string>;

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

export function createUnderWay({ store, logger, patience = PATIENCE }: UnderWayParts) {
  const running = new Map<string, Promise<unknown>>();
  const ending = new AbortController();

  /** Notes from time to time where a work is, while it lasts. */
  function noting(id: string) {
    let step: Step = { name: 'begun', params: {}, share: null };
    let fresh = false;
    let notedAt = performance.now();
    const timer = setInterval(() => {
      if (!fresh && performance.now() - notedAt < BEAT_EVERY) return;
      fresh = false;
      notedAt = performance.now();
      store.told(id, step).catch((error: unknown) => logger.warn({ err: error }, 'a work could not be noted'));
    }, NOTED_EVERY);
    timer.unref();
    const tell: TellStep = (name, share = null, params = {}) => {
      step = { name, params, share };
      fresh = true;
    };
    return { tell, stop: () => clearInterval(timer) };
  }

  function endingOf(error: unknown, { back }: Asked): Ending {
    if (error instanceof AppError) return { state: 'refused', href: back, reasons: error.reasons };
    if (ending.signal.aborted) return { state: 'failed', href: back, reasons: [{ code: 'underWay.broken' }] };
    logger.error({ err: error }, 'a work under way broke off');
    const code = serviceFault(error) === 'full' ? 'unavailable.diskFull' : 'underWay.broken';
    return { state: 'failed', href: back, reasons: [{ code }] };
  }

  async function run(id: string, asked: Asked, doing: Doing): Promise<string> {
    const { tell, stop } = noting(id);
    const end = (ending: Ending) =>
      store.ended(id, ending).catch((error: unknown) => logger.warn({ err: error }, 'the end of a work was not noted'));
    try {
      const href = await doing(tell, ending.signal);
      await end({ state: 'done', href, reasons: [] });
      return href;
    } catch (error) {
      const told = asInvalid(error, asked.typed ?? {});
      await end(endingOf(told, asked));
      throw told;
    } finally {
      stop();
    }
  }

  /** The work of this person; another's is not there for them. */
  async function own(id: unknown, actor: Actor): Promise<Work> {
    if (!isId(id)) throw new NotFound('page');
    const found = await store.byId(id);
    if (found.by !== actor.id) throw new NotFound('page');
    return found;
  }

  return {
    own,
    running: store.running,
    /**
     * Begin a work, and answer with where to go: to what came of it if that is there in a moment, else to the page that shows
     * how far it has come. Throws what the work throws in that moment, and TransitionRefused where another is running.
     */
    async begin(asked: Asked, doing: Doing): Promise<string> {
      const { kind, name, actor, back: href, typed, alone = null } = asked;
      const id = newId();
      const step: Step = { name: 'begun', params: {}, share: null };
      const { _csrf, ...kept } = typed ?? {};
      const about = { id, kind, name, by: actor.id, href, form: typed !== undefined, typed: kept };
      const work: Work = { ...about, state: 'running', step, beat: 0, reasons: [] };
      if (!(await store.add(work, alone))) {
        throw new TransitionRefused('begin', 'running', [{ code: 'underWay.already' }]);
      }
      const over = run(id, asked, doing);
      const known = over.catch(() => {}).finally(() => running.delete(id));
      running.set(id, known);
      return Promise.race([over, later(patience).then(() => `/under-way/${id}`)]);
    },
    /** The form to which a refused or failed work has led, with what was typed; null where the page was asked for by itself. */
    async refused(req: Request, res: Response): Promise<FormAgain | null> {
      const id = req.query.refused;
      if (id === undefined) return null;
      const { state, reasons, typed } = await own(id, actorIn(res));
      return state === 'refused' || state === 'failed' ? { status: 200, reasons, typed, changes: [] } : null;
    },
    /** Wait for what is running. */
    async drain(): Promise<void> {
      while (running.size > 0) await Promise.all(running.values());
    },
    /** Let what is running end; what takes too long is seen to have broken off. */
    async stop(): Promise<void> {
      ending.abort();
      await Promise.race([this.drain(), later(FINISH_WITHIN)]);
      for (const id of running.keys()) {
        const { href } = await store.byId(id);
        await store.ended(id, { state: 'failed', href, reasons: [{ code: 'underWay.broken' }] });
      }
    },
  };
}

export type UnderWay = ReturnType<typeof createUnderWay>;
