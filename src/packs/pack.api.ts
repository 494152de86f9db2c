/** Rule packs over the API. */
import { z } from 'zod';
import type { RulePack } from '../../workflows/packs/pack.js';
import { API, type ApiRoute, answer, readQuery } from '../http/api.js';
import { NotFound } from '../platform/errors.js';
import type { KnownPack } from './pack.query.js';

const STATES = ['draft', 'inForce', 'superseded', 'withdrawn'] as const;
const system = z.object({ key: z.string(), title: z.string() });
const packItem = z.object({
  id: z.string().meta({ description: 'Id of its record; `shipped` for the pack of the product.' }),
  key: z.string(),
  version: z.int(),
  title: z.string(),
  source: z.string(),
  state: z.enum(STATES),
  systems: z.array(system),
});
const packWhole = packItem.extend({
  articles: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      title: z.string(),
      text: z.string(),
      citation: z.object({ document: z.string(), place: z.string(), address: z.string() }),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      rules: z.record(z.string(), z.unknown()).meta({ description: 'The rules it lays down, by name.' }),
    }),
  ),
});
const packList = z.object({ items: z.array(packItem) });
const packQuery = z.strictObject({
  version: z.coerce.number().int().min(1).optional().meta({ description: 'Without it, the version in force.' }),
});

export interface PackApiParts {
  all(): Promise<KnownPack[]>;
}

function shown({ id, state, pack }: KnownPack): z.output<typeof packItem> {
  const { key, version, title, source, systems } = pack as RulePack;
  return { id, key, version, title, source, state: state as 'draft', systems };
}

/** GET /packs and GET /packs/:key. */
export function packApi({ all }: PackApiParts): ApiRoute[] {
  return [
    {
      method: 'get',
      path: `${API}/packs`,
      action: 'pack.view',
      api: { summary: 'Every version of every rule pack.', status: 200, answer: packList },
      handler: async (_req, res) => answer(res, 200, { items: (await all()).map(shown) }),
    },
    {
      method: 'get',
      path: `${API}/packs/:key`,
      action: 'pack.view',
      api: { summary: 'A rule pack, article by article.', query: packQuery, status: 200, answer: packWhole },
      handler: async (req, res) => {
        const { version } = readQuery(packQuery, req);
        const found = (await all()).find(
          ({ state, pack }) =>
            pack.key === req.params.key && (version === undefined ? state === 'inForce' : pack.version === version),
        );
        if (!found) throw new NotFound('pack');
        answer(res, 200, { ...shown(found), articles: found.pack.articles });
      },
    },
  ];
}
