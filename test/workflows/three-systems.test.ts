/** The engine as another program uses it: what the README shows runs, and needs neither web nor database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/paths-root.js';
import * as engine from '../../workflows/three-systems.js';

/** The examples of the README, each run with what it imports of the engine; what they computed comes back by name. */
function examples(): Record<string, unknown>[] {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const found = readme.matchAll(/```ts\nimport \{([^}]+)\} from '\.\/workflows\/three-systems\.js';\n([\s\S]*?)```/g);
  return [...found].map(([, imported = '', code = '']) => {
    const names = [...code.matchAll(/^const (?:\{ ([^}]+) \}|(\w+)) =/gm)].map(([, several, one]) => several ?? one);
    return new Function('engine', `const {${imported}} = engine;\n${code}\nreturn {${names.join(', ')}};`)(engine);
  });
}

describe('the engine', () => {
  it('does what the README says it does', () => {
    const [limit = {}, contact = {}, ...more] = examples();
    expect(more).toEqual([]);
    expect(limit.due).toBe('2025-06-20');
    expect((limit.terms as { kind: string; date: string }[]).map(({ kind, date }) => `${kind} ${date}`)).toEqual([
      'start 2025-06-06',
      'limit 2025-06-13',
      'paused 2025-06-17',
      'extended 2025-06-20',
    ]);
    expect(contact.answered).toMatchObject({ accepted: true, state: 'answered', light: { colour: 'none' } });
    expect(contact.refused).toMatchObject({ accepted: false, reasons: [{ field: 'answer' }] });
  });

  it('answers a person’s event with what follows or with reasons, and throws for neither', () => {
    const { calendarOf, DEFAULT_PACKS, DEFAULT_SETTINGS, newMatter, matterWorkflow, step, versionOf } = engine;
    const moment: engine.Moment = {
      at: '2025-06-06T01:00:00.000Z',
      today: '2025-06-06',
      actor: { kind: 'person', id: 'a', name: 'A', department: 'd', posts: ['department_liaison'] },
      calendar: calendarOf([{ year: 2025, notice: 'an example', daysOff: {}, makeUpDays: {} }]),
      settings: DEFAULT_SETTINGS,
      packs: DEFAULT_PACKS,
    };
    const facts = newMatter({
      campaign: 'c',
      code: 'MT-1',
      lookup: 'x',
      item: {
        key: 'k',
        title: 'A filing',
        kind: 'filing',
        onTheSpot: false,
        promised: { n: 5, unit: 'workingDays' },
        statutory: null,
        inCentre: true,
      },
      title: 'A filing',
      department: 'd',
      handler: { id: 'a', name: 'A', department: 'd' },
      applicant: { name: 'B', contact: '' },
      papers: [],
      source: null,
      pack: versionOf(DEFAULT_PACKS.current),
      receivedAt: moment.at,
    });
    const light = matterWorkflow.light('submitted', facts, moment);
    const standing = { id: 'r', state: 'submitted', facts, light };
    const accepted = step(matterWorkflow, standing, { type: 'ACCEPT', on: '2025-06-06' }, moment);
    expect(accepted.accepted && accepted.state).toBe('accepted');
    const refused = step(matterWorkflow, standing, { type: 'ACCEPT', on: '2025-06-01' }, moment);
    expect(refused).toMatchObject({ accepted: false, reasons: [{ code: 'matter.acceptedBeforeReceipt' }] });
  });
});
