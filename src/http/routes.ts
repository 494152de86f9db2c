/** Routes are data: each names the action the policy is asked about, so that a route without one cannot exist. */
import type { Request, Response } from 'express';
import type { Action } from '../people/policy.js';

export interface Route {
  method: 'get' | 'post';
  path: string;
  /** The policy's name for what this route does; `public` needs no sign-in. */
  action: Action;
  handler: (req: Request, res: Response) => Promise<void> | void;
  /** How the body arrives: a form (default for post), a streamed upload that the handler reads itself, or JSON. */
  body?: 'form' | 'upload' | 'json';
  /**
   * Why a form of this route needs no revision; where nothing is said, one without is refused. It `makes` something new,
   * `adds` to what is there, names one for `each` thing it is about, or `acts` without writing what its page showed.
   */
  rev?: 'makes' | 'adds' | 'each' | 'acts';
}
