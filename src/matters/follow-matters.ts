/** The matters that came of a first contact or a task, for the page of that record. */
import type { Follow } from '../cards/follow.js';
import { may } from '../people/policy.js';
import { subjectOf } from './matter.kind.js';
import type { MatterQueries } from './matter.query.js';

/** Those this person may see, and the way to register one. */
export function followMatters({ queries }: { queries: Pick<MatterQueries, 'from'> }): Follow {
  return async ({ kind, id, department }, actor, { t }) => {
    const found = (await queries.from(id)).filter(({ facts }) => may(actor, 'matter.view', subjectOf(facts)).allowed);
    return {
      rows: found.map((matter) => ({
        name: t('matters:followed'),
        text: matter.facts.code,
        href: `/matters/${matter.id}`,
        sub: t(`matters:state.${matter.state}`),
      })),
      actions: may(actor, 'matter.create', { department }).allowed
        ? [{ text: t('matters:follow'), href: `/matters/new?${kind}=${id}`, kind: 'second' }]
        : [],
    };
  };
}
