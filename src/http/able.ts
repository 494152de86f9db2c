/** Before anything else of a request is done: whether it can be done at all now. */
import type { Request, RequestHandler } from 'express';
import type { Disk } from '../platform/disk.js';
import { Unavailable } from '../platform/errors.js';
import type { Presence } from '../platform/presence.js';

export interface AbleParts {
  presence: Presence;
  disk: Disk;
}

/** Who comes to see what is wrong must get in, and that takes next to no room. */
const TAKES_NO_ROOM = new Set(['/sign-in', '/sign-out', '/locale']);

/** True for a request that asks and changes nothing. */
export function isReading(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
}

/**
 * Throws {@link Unavailable} while the database is away, so that nothing of the request is done and its answer comes at
 * once; and for whatever would write while the disk is full, before it does.
 */
export function able({ presence, disk }: AbleParts): RequestHandler {
  return async (req, _res, next) => {
    if (!(await presence.back())) throw new Unavailable('databaseAway', { diskFull: !(await disk.room()).ok });
    if (!isReading(req) && !TAKES_NO_ROOM.has(req.path) && !(await disk.room()).ok) throw new Unavailable('diskFull');
    next();
  };
}
