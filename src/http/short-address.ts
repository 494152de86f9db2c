/**
 * An address that people are led to may hold what they typed. Grown too long it would be refused by a proxy or a browser, who take
 * little more than this in a header, and they would see nothing at all.
 */
import type { RequestHandler } from 'express';

/** Characters of an address as it is sent. */
export const ADDRESS_MOST = 4_000;

/** An address that has grown too long leads to its page without the rest, one whose page has no short address to the first page. */
export const shortAddress: RequestHandler = (_req, res, next) => {
  const location = res.location.bind(res);
  res.location = (address) => {
    for (const shorter of [address, address.replace(/[?#].*$/s, ''), '/']) {
      location(shorter);
      if (String(res.get('Location')).length <= ADDRESS_MOST) break;
    }
    return res;
  };
  next();
};
