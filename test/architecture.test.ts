/** The layout of DESIGN.md section 2, checked: imports go one way, and every exception is named with its reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { projectRoot } from '../src/platform/paths-root.js';

interface Import {
  from: string;
  /** A file of ours from the root, `src/tasks/task.model.ts`, or a package's name. */
  to: string;
  ours: boolean;
  typeOnly: boolean;
  names: string[];
}
/** Path (or its beginning, with a `/` at the end) → why the rule does not hold there. */
type Exceptions = Record<string, string>;

function filesUnder(folder: string, suffix: string): string[] {
  const entries = readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length).replace(/^\//, ''))
    .sort();
}

const sources = [...filesUnder('src', '.ts'), ...filesUnder('workflows', '.ts')];
const parsed = new Map(
  sources.map((file) => [
    file,
    ts.createSourceFile(file, readFileSync(join(projectRoot, file), 'utf8'), ts.ScriptTarget.Latest, true),
  ]),
);

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean, names: string[]) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const { text } = specifier;
    const ours = text.startsWith('.');
    const to = ours ? normalize(join(dirname(file), text)).replace(/\.js$/, '.ts') : text;
    found.push({ from: file, to, ours, typeOnly, names });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const elements = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
      const allTypes = elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly) && !clause?.name;
      const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes;
      add(
        node.moduleSpecifier,
        typeOnly,
        elements.map(({ name, propertyName }) => (propertyName ?? name).text),
      );
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, []);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, []);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed.get(file) as ts.SourceFile);
  return found;
}

const imports = sources.flatMap(importsOf);

/** `workflows`, an area of src/, or the name of a file that lies in src/ itself. */
function roomOf(file: string): string {
  const [top, room = '', ...rest] = file.split('/');
  if (top === 'workflows') return 'workflows';
  return rest.length > 0 ? room : room.replace(/\.ts$/, '');
}

const isExcepted = (exceptions: Exceptions, path: string) =>
  Object.keys(exceptions).some((at) => (at.endsWith('/') ? path.startsWith(at) : path === at));
const shown = ({ from, to }: Import) => `${from} → ${to}`;

/** An exception that nothing needs any more must go, or the list grows until it says nothing. */
function unused(exceptions: Exceptions, needed: readonly string[]): string[] {
  return Object.keys(exceptions).filter(
    (at) => !needed.some((path) => (at.endsWith('/') ? path.startsWith(at) : path === at)),
  );
}

/** Rooms that are no areas. */
const ENTRANCES = new Set(['main', 'wiring', 'config', 'demo']);
const FOUNDATION = new Set(['workflows', 'platform', 'records', 'http', ...ENTRANCES]);
const rooms = [...new Set(sources.map(roomOf))];
const areas = rooms.filter((room) => !FOUNDATION.has(room));

/** What any area may lean on besides the foundation. */
const FOR_ALL_AREAS = new Set(['people', 'evidence', 'documents', 'cards', 'under-way']);

/** The few roads between areas, each with its reason. */
const ROADS: Record<string, string> = {
  'carry-over → readiness': 'older readiness checks are cut into parts as new ones are',
  'campaigns → phases': 'the API shows a campaign with its phases',
  'tasks → campaigns': 'pages and API name the campaign a task is of',
  'tasks → phases': 'a task stands in a phase: its dates and its name',
  'sites → campaigns': 'pages and API name the campaign a site is of',
  'sites → tasks': 'evidence is taken in the same way',
  'compare → campaigns': 'the comparison reads two campaigns with all that is of them',
  'compare → indicators': 'the comparison reads two campaigns with all that is of them',
  'compare → phases': 'the comparison reads two campaigns with all that is of them',
  'compare → tasks': 'the comparison reads two campaigns with all that is of them',
  'inquiries → campaigns': 'a request is registered in a campaign, whose rules it goes by',
  'inquiries → lookup': 'says how a request stands in the words of the public look-up',
  'accountability → campaigns': 'a clue is reported in a campaign, whose rules it goes by',
  'accountability → inquiries': 'a case leads to the first contact it comes from, for who may see that',
  'accountability → matters': 'a case leads to the matter it comes from, for who may see that',
  'matters → campaigns': 'a matter is registered in a campaign, whose rules it goes by',
  'matters → inquiries': 'a first contact is taken over as a matter, by who may see it',
  'matters → lookup': 'says how a matter stands in the words of the public look-up',
  'supervision → campaigns': 'signals and ratings are of a campaign and carry its name',
  'service-items → campaigns': 'an item is on the timetable of a campaign, by whose rules it is checked',
  'service-items → ledger': 'the catalogue goes out as a file by the same writer',
  'indicators → campaigns': 'pages and API name the campaign an indicator is of',
  'packs → campaigns': 'a rule pack names the campaigns that go by it, and is adopted by one',
  'ledger → campaigns': 'the file is of a campaign and carries its name',
  'ledger → phases': 'a row names its phase',
  'ledger → tasks': 'the file holds what the list shows, by its filters',
  'breakdown → campaigns': 'the plan that is broken down is a campaign’s',
  'breakdown → phases': 'a plan is made and handed out phase by phase',
  'breakdown → tasks': 'its lines are tasks, made and changed by their own use cases',
  'templates → campaigns': 'a campaign that was run is saved as one to open others from',
  'templates → indicators': 'its targets come along',
  'templates → phases': 'its phases come along',
  'templates → sites': 'its sites come along',
  'templates → tasks': 'its plan comes along',
  'plans → campaigns': 'a document is broken down for a campaign: its year, its name',
  'plans → phases': 'what a document asks becomes tasks of a phase',
  'plans → readiness': 'a score sheet becomes the checklist: what was saved of it meanwhile is told in its words',
  'plans → tasks': 'what is confirmed becomes tasks, by the same use case as typed ones',
  'reminders → inbox': 'a reminder is a message',
  'reminders → tasks': 'what is due is asked of tasks by an index',
  'readiness → campaigns': 'the checklist and the inspection date are the campaign’s',
  'operations → jobs': 'the page shows how the recurring work went',
  'dashboard → campaigns': 'read model over several areas (DESIGN 2)',
  'dashboard → phases': 'read model over several areas (DESIGN 2)',
  'dashboard → sites': 'a department’s page says of a date of its sites what the site’s own page says',
  'dashboard → tasks': 'read model over several areas (DESIGN 2)',
  'booklets → campaigns': 'pages name the campaign a booklet is asked for in',
  'booklets → tasks': 'files are taken in the same way',
  'period-plans → booklets':
    'one part of a department’s duties beside the other: tabs, names of systems, who owes plans',
  'period-plans → campaigns': 'pages name the campaign a plan is of',
};

describe('imports', () => {
  it('of workflows are workflows and xstate, nothing else', () => {
    const foreign = imports.filter(
      ({ from, to, ours }) => from.startsWith('workflows/') && (ours ? !to.startsWith('workflows/') : to !== 'xstate'),
    );
    expect(foreign.map(shown)).toEqual([]);
  });

  it('of platform are workflows at most', () => {
    const foreign = imports.filter(
      ({ from, to, ours }) => ours && roomOf(from) === 'platform' && !['platform', 'workflows'].includes(roomOf(to)),
    );
    expect(foreign.map(shown)).toEqual([]);
  });

  it('of records are workflows and platform', () => {
    const allowed = ['records', 'platform', 'workflows'];
    const foreign = imports.filter(
      ({ from, to, ours }) => ours && roomOf(from) === 'records' && !allowed.includes(roomOf(to)),
    );
    expect(foreign.map(shown)).toEqual([]);
  });

  it('of config are platform only, and nobody but entrances imports wiring or main', () => {
    const foreign = imports.filter(({ from, to, ours }) => {
      if (!ours) return false;
      if (roomOf(from) === 'config') return roomOf(to) !== 'platform';
      return ['wiring', 'main'].includes(roomOf(to)) && !['main', 'wiring'].includes(roomOf(from));
    });
    // The command line has its own entrances over the same wiring.
    expect(foreign.filter(({ from }) => roomOf(from) !== 'cli').map(shown)).toEqual([]);
  });

  it('of http are platform, people and the styleguide, never a business area', () => {
    const allowed = ['http', 'platform', 'workflows', 'people', 'styleguide'];
    const foreign = imports.filter(
      ({ from, to, ours }) => ours && roomOf(from) === 'http' && !allowed.includes(roomOf(to)),
    );
    expect(foreign.map(shown)).toEqual([]);
  });

  it('of areas from http are its tools for pages, not the application', () => {
    const application = ['app', 'error-handler', 'sessions', 'csrf', 'view-engine'].map(
      (name) => `src/http/${name}.ts`,
    );
    const exceptions: Exceptions = {
      'src/people/': 'signing in begins and ends sessions, and its pages hand out the token for visitors',
      'src/lookup/': 'its page hands out the token for visitors',
      'src/service-items/timetable.router.ts': 'a public page too: visitors choose its language by a form',
    };
    const found = imports.filter(({ from, to }) => areas.includes(roomOf(from)) && application.includes(to));
    expect(found.filter(({ from }) => !isExcepted(exceptions, from)).map(shown)).toEqual([]);
    expect(
      unused(
        exceptions,
        found.map(({ from }) => from),
      ),
    ).toEqual([]);
  });

  it('between areas take the named roads only', () => {
    const taken = new Map<string, string>();
    for (const one of imports) {
      const [from, to] = [roomOf(one.from), roomOf(one.to)];
      if (!one.ours || from === to || !areas.includes(from) || !areas.includes(to) || FOR_ALL_AREAS.has(to)) continue;
      taken.set(`${from} → ${to}`, shown(one));
    }
    const unnamed = [...taken].filter(([road]) => !(road in ROADS)).map(([, example]) => example);
    expect(unnamed).toEqual([]);
  });

  it('between areas form no cycle', () => {
    const next = new Map<string, Set<string>>();
    for (const { from, to, ours } of imports) {
      const [a, b] = [roomOf(from), roomOf(to)];
      if (!ours || a === b || !areas.includes(a) || !areas.includes(b)) continue;
      next.set(a, (next.get(a) ?? new Set()).add(b));
    }
    const reaches = (start: string): Set<string> => {
      const seen = new Set<string>();
      const visit = (room: string) => {
        for (const other of next.get(room) ?? []) {
          if (seen.has(other)) continue;
          seen.add(other);
          visit(other);
        }
      };
      visit(start);
      return seen;
    };
    expect(areas.filter((area) => reaches(area).has(area))).toEqual([]);
  });

  it('between files form no cycle, types left aside', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, ours, typeOnly } of imports) {
      if (ours && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const other of next.get(file) ?? []) visit(other, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of sources) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('all lead to a file that is there', () => {
    const lost = imports.filter(({ to, ours }) => ours && !existsSync(join(projectRoot, to)));
    expect(lost.map(shown)).toEqual([]);
  });
});

describe('a reader of foreign files', () => {
  it('knows no database and no page: it runs in a process of its own', () => {
    const next = new Map<string, Import[]>();
    for (const one of imports) if (!one.typeOnly) next.set(one.from, [...(next.get(one.from) ?? []), one]);
    const seen = new Set<string>();
    const reached: Import[] = [];
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const one of next.get(file) ?? []) {
        reached.push(one);
        if (one.ours) visit(one.to);
      }
    };
    const readers = sources.filter((file) => file.endsWith('.reading.ts'));
    expect(readers.length).toBeGreaterThan(3);
    for (const file of [...readers, 'src/documents/apart-child.ts']) visit(file);
    const foreign = reached.filter(({ to }) => ['mongoose', 'mongodb', 'express', 'zod', 'src/wiring.ts'].includes(to));
    expect(foreign.map(shown)).toEqual([]);
  });
});

describe('mongoose', () => {
  const users = imports.filter(({ to }) => to === 'mongoose');
  const behind = (file: string) =>
    /\.(model|store|query)\.ts$/.test(file) ||
    file.startsWith('src/records/') ||
    /^src\/platform\/(mongo|write-errors)\.ts$/.test(file);

  it('is used in models, stores, queries, records and by the two files of platform/ that know the driver', () => {
    const exceptions: Exceptions = {
      'src/calendars/calendars.ts': 'one small collection of a year per document, read and written in this file alone',
      'src/dashboard/day-snapshots.ts': 'yesterday’s counts: a model and the two statements that use it',
      'src/people/admin-log.ts':
        'the administration’s own chained log: model and store in one, for officers, not for records',
      'src/people/links.ts': 'one-time links: a model of three fields and the two statements that use it',
      'src/people/throttle.ts': 'hands the driver’s collection to rate-limiter-flexible',
      'src/people/tokens.ts': 'bearer tokens: model and store in one short file',
      'src/evidence/evidence-store.ts': 'the store of files: GridFS through the connection’s own driver',
    };
    const found = users.filter(({ from, typeOnly }) => !typeOnly && !behind(from));
    expect(found.filter(({ from }) => !isExcepted(exceptions, from)).map(({ from }) => from)).toEqual([]);
    expect(
      unused(
        exceptions,
        found.map(({ from }) => from),
      ),
    ).toEqual([]);
  });

  it('lends its type of a connection to factories, and no other', () => {
    const found = users.filter(
      ({ from, typeOnly, names }) => typeOnly && !behind(from) && names.join() !== 'Connection',
    );
    expect(found.map(shown)).toEqual([]);
  });

  it('stays behind its files: no page, router, form or API hears of it', () => {
    expect(users.filter(({ from }) => /\.(page|router|form|api|schema|kind)\.ts$/.test(from)).map(shown)).toEqual([]);
  });
});

describe('other packages', () => {
  it.each([
    ['agenda', /^src\/platform\/agenda\.ts$|\.jobs\.ts$/],
    ['@agendajs/mongo-backend', /^src\/platform\/agenda\.ts$/],
    ['nodemailer', /^src\/platform\/mail\.ts$/],
    ['i18next', /^src\/platform\/i18n\.ts$/],
    ['chinese-days', /^src\/calendars\//],
    ['connect-mongo', /^src\/http\/sessions\.ts$/],
    ['express-session', /^src\/http\/sessions\.ts$/],
    ['csrf-sync', /^src\/http\/csrf\.ts$/],
    ['helmet', /^src\/http\/app\.ts$/],
    ['busboy', /^src\/http\/multipart\.ts$/],
    ['file-type', /^src\/evidence\//],
    ['xstate', /^workflows\//],
    ['pino', /^src\/platform\/log\.ts$/],
    ['sax', /^src\/documents\/xlsx\//],
    ['yazl', /^src\/documents\/xlsx\//],
    // Evidence asks a package's directory for its type, and reads nothing in it.
    ['yauzl', /^src\/documents\/xlsx\/|^src\/evidence\/package-type\.ts$/],
    ['mammoth', /^src\/plans\/docx-text\.ts$/],
    ['csv-parse/sync', /^src\/documents\/csv-cells\.ts$/],
    ['csv-stringify', /^src\/documents\/sheet-writer\.ts$/],
    ['prom-client', /^src\/http\/probes\.ts$/],
    ['rate-limiter-flexible', /^src\/people\/throttle\.ts$/],
  ])('%s is used in its one place', (name, place) => {
    expect(imports.filter(({ from, to }) => to === name && !place.test(from)).map(shown)).toEqual([]);
  });

  it('are all in package.json', () => {
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // A package's entrance may lie below its name, `csv-parse/sync`, and a name may have a scope.
    const packageOf = (to: string) => to.split('/', to.startsWith('@') ? 2 : 1).join('/');
    const foreign = imports.filter(
      ({ to, ours, typeOnly }) => !ours && !typeOnly && !to.startsWith('node:') && !(packageOf(to) in dependencies),
    );
    expect(foreign.map(shown)).toEqual([]);
  });
});

describe('the outside', () => {
  /** Files in which a node of the syntax tree is found. */
  function filesWith(test: (node: ts.Node) => boolean): string[] {
    return sources.filter((file) => {
      let found = false;
      const visit = (node: ts.Node): void => {
        found ||= test(node);
        if (!found) ts.forEachChild(node, visit);
      };
      visit(parsed.get(file) as ts.SourceFile);
      return found;
    });
  }

  it('is configured in config.ts: nobody else reads the environment', () => {
    const found = filesWith((node) => ts.isPropertyAccessExpression(node) && node.getText() === 'process.env');
    expect(found).toEqual(['src/config.ts']);
  });

  it('has one clock: the host’s time is read where a port would be wrong, and nowhere else', () => {
    const exceptions: Exceptions = {
      'src/platform/clock.ts': 'the port itself',
      'src/platform/host-clock.ts': 'the port of the host’s two clocks, which sees that one has jumped',
      'src/records/plan-event.ts': 'when an entry was saved in host time: the sweep asks how long it has lain there',
      'src/records/counters.ts': 'how long a row remembers an event, in host time',
      'src/evidence/evidence-store.ts': 'how old an unclaimed upload is, in host time',
      'src/ledger/ledger-imports.store.ts': 'the host’s time unless told another: a sign of life of the work under way',
      'src/backup/take-backup.ts': 'the host’s time unless told another: the moment a backup is of',
      'src/carry-over/data-version.store.ts': 'the host’s time unless told another: how long a lease is held',
    };
    const found = filesWith(
      (node) =>
        (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') ||
        (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0),
    );
    expect(found.filter((file) => !isExcepted(exceptions, file))).toEqual([]);
    expect(unused(exceptions, found)).toEqual([]);
  });

  it('does not reach the rules: no chance, no timer, no console, no promise in workflows', () => {
    const words = new Set([
      'Date',
      'Math.random',
      'setTimeout',
      'setInterval',
      'console',
      'process',
      'Promise',
      'fetch',
    ]);
    const found = filesWith(
      (node) =>
        (ts.isIdentifier(node) && words.has(node.text) && !ts.isPropertyAssignment(node.parent)) ||
        (ts.isPropertyAccessExpression(node) && words.has(node.getText())) ||
        ts.isAwaitExpression(node),
    ).filter((file) => file.startsWith('workflows/'));
    const exceptions: Exceptions = { 'workflows/dates.ts': 'reckons with given instants only (below)' };
    expect(found.filter((file) => !isExcepted(exceptions, file))).toEqual([]);
    const now = filesWith(
      (node) =>
        (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') ||
        (ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0 && node.expression.getText() === 'Date'),
    );
    expect(now).not.toContain('workflows/dates.ts');
  });

  it('sees errors in one place: nobody writes to the console but the entrance', () => {
    expect(filesWith((node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console')).toEqual(
      [],
    );
  });
});

describe('the tree', () => {
  it('has no view that prints without escaping, but for the body in a layout', () => {
    const found = filesUnder('views', '.hbs').filter((file) => {
      const text = readFileSync(join(projectRoot, file), 'utf8');
      const rest = file.startsWith('views/layouts/') ? text.replaceAll('{{{body}}}', '') : text;
      return /\{\{\{|\{\{&/.test(rest);
    });
    expect(found).toEqual([]);
  });

  it('has no view with a style or a script of its own, which the policy of the browser would refuse', () => {
    const found = filesUnder('views', '.hbs').filter((file) => {
      const text = readFileSync(join(projectRoot, file), 'utf8').replace(/\{\{!--[\s\S]*?--\}\}/g, '');
      return /\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)/.test(text);
    });
    expect(found).toEqual([]);
  });

  it('has a room of tests for every room of the product', () => {
    const exceptions: Exceptions = {
      operations: 'shown in test/http',
      dashboard: 'shown in test/http',
    };
    const missing = rooms.filter((room) => !ENTRANCES.has(room) && !existsSync(join(projectRoot, 'test', room)));
    expect(missing.filter((room) => !(room in exceptions))).toEqual([]);
    expect(unused(exceptions, missing)).toEqual([]);
  });

  it('names its files in one way, and keeps them short', () => {
    const names = sources.filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.ts$/.test(file.split('/').at(-1) ?? ''),
    );
    expect(names).toEqual([]);
    const exceptions: Exceptions = {
      'src/wiring.ts': 'one list of constructors; splitting it would hide what belongs to what',
    };
    const long = sources.filter((file) => (parsed.get(file)?.getLineStarts().length ?? 0) > 330);
    expect(long.filter((file) => !isExcepted(exceptions, file))).toEqual([]);
    expect(unused(exceptions, long)).toEqual([]);
  });

  it('exports by name', () => {
    const found = sources.filter((file) =>
      parsed.get(file)?.statements.some((statement) => ts.isExportAssignment(statement)),
    );
    expect(found).toEqual([]);
  });

  it('has nothing put off', () => {
    const found = sources.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(parsed.get(file)?.text ?? ''));
    expect(found).toEqual([]);
  });
});
