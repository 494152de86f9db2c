/** The banner's two buttons; only where the clock is simulated. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { actorIn } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import { civilDate, read } from '../platform/validate.js';
import type { UnderWay } from '../under-way/under-way.js';
import type { KeptClock } from './create-clock.js';
import type { ClockMoves, OnTheWay } from './move-clock.js';

const goTo = z.object({ date: civilDate });

/** The page a form was sent from, as a path of ours; `/` when it was none. */
export function pageBefore(req: Pick<Request, 'get' | 'protocol'>): string {
  const referrer = req.get('referer');
  if (!referrer || !URL.canParse(referrer)) return '/';
  const { host, pathname, search } = new URL(referrer);
  // Two slashes at the start would lead to another host.
  return host === req.get('host') && /^\/(?!\/)/.test(pathname) ? `${pathname}${search}` : '/';
}

export interface ClockRoutesDeps {
  clock: KeptClock;
  moves: ClockMoves;
  underWay: UnderWay;
}

/**
 * POST /clock/next-working-day and POST /clock/go-to {date}; 404 on the host's clock. A move is a work of its own, one at a time;
 * when it is over, it leads back to the page it was asked from.
 */
export function clockRoutes({ clock, moves, underWay }: ClockRoutesDeps): Route[] {
  async function move(
    req: Request,
    res: Response,
    { name, go }: { name: string; go: (onTheWay: OnTheWay) => Promise<unknown> },
  ): Promise<void> {
    const back = pageBefore(req);
    const href = await underWay.begin(
      { kind: 'clock', name, actor: actorIn(res), back, alone: 'clock' },
      async (tell, signal) => {
        await go({ stopped: (date, share) => tell('moving', share, { date }), signal });
        return back;
      },
    );
    res.redirect(303, href);
  }
  const onlySimulated = () => {
    if (!clock.simulated) throw new NotFound();
  };
  return [
    {
      method: 'post',
      path: '/clock/next-working-day',
      rev: 'acts',
      action: 'clock.move',
      handler: async (req, res) => {
        onlySimulated();
        await move(req, res, { name: '', go: moves.nextWorkingDay });
      },
    },
    {
      method: 'post',
      path: '/clock/go-to',
      rev: 'acts',
      action: 'clock.move',
      handler: async (req, res) => {
        onlySimulated();
        const { date } = read(goTo, { ...req.body });
        await move(req, res, { name: date, go: (onTheWay) => moves.goTo(date, onTheWay) });
      },
    },
  ];
}
