/** The banner's two buttons; only where the clock is simulated. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Route } from '../http/routes.js';
import { NotFound } from '../platform/errors.js';
import { civilDate, read } from '../platform/validate.js';
import type { KeptClock } from './create-clock.js';
import type { ClockMoves } from './move-clock.js';

const goTo = z.object({ date: civilDate });

/** The page a form was sent from, as a path of ours; `/` when it was none. */
export function pageBefore(req: Pick<Request, 'get' | 'protocol'>): string {
  const referrer = req.get('referer');
  if (!referrer || !URL.canParse(referrer)) return '/';
  const { host, pathname, search } = new URL(referrer);
  // Two slashes at the start would lead to another host.
  return host === req.get('host') && /^\/(?!\/)/.test(pathname) ? `${pathname}${search}` : '/';
}

/** POST /clock/next-working-day and POST /clock/go-to {date}; 404 on the host's clock. */
export function clockRoutes({ clock, moves }: { clock: KeptClock; moves: ClockMoves }): Route[] {
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
        await moves.nextWorkingDay();
        res.redirect(303, pageBefore(req));
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
        await moves.goTo(date);
        res.redirect(303, pageBefore(req));
      },
    },
  ];
}
