/** Presenter of the operations page: does the work that runs by itself do so, and do the kept numbers still hold. */
import { lightView } from '../http/components/light.js';
import type { Reader } from '../http/reason-text.js';
import type { LeftNote, RecountNote, VerifyNote } from '../jobs/operations.model.js';
import { formatDate, formatInstant } from '../platform/i18n.js';
import type { Acknowledged } from '../platform/mongo.js';

/** What `/readyz` says, which this page says in words. */
export interface OperationsShown {
  readiness: {
    database: { ok: boolean };
    sweep: { ok: boolean; ageSeconds?: unknown };
    relay: { ok: boolean; entries?: unknown };
    disk: { ok: boolean; freeMib?: unknown; atLeastMib?: unknown };
    hostClock: { jumpedAt: string; bySeconds: number } | null;
  };
  recount: RecountNote | null;
  verified: VerifyNote | null;
  left: readonly LeftNote[];
  logEntries: number;
  /** Messages by their state on the way by e-mail; null without a mail server. */
  mail: Record<string, number> | null;
  /** When the database's writes count as done. */
  acknowledged: Acknowledged;
  simulated: boolean;
  versions: { product: string; node: string; mongodb: string };
}

/** Differences shown; the first ones show the fault. */
const MOST_DIFFERENCES = 50;

export function operationsPage(shown: OperationsShown, { t, locale, today }: Reader) {
  const { readiness, recount, verified, left, logEntries, mail, acknowledged, simulated, versions } = shown;
  const { database, sweep, relay, disk } = readiness;
  const light = (ok: boolean) => lightView(t, ok ? 'green' : 'red', { text: t(`operations:${ok ? 'ok' : 'wrong'}`) });
  const age = typeof sweep.ageSeconds === 'number' ? sweep.ageSeconds : null;
  const lag = typeof relay.entries === 'number' ? relay.entries : 0;
  const words = {
    sweep: age === null ? t('operations:noSweep') : t('operations:sweepAge', { seconds: age }),
    relay: lag === 0 ? t('operations:relayNone') : t('operations:relayLag', { count: lag }),
    disk:
      typeof disk.freeMib === 'number'
        ? t('operations:diskFree', { free: disk.freeMib, atLeast: Number(disk.atLeastMib) })
        : t('operations:diskUnknown'),
  };
  const fact = (name: string, text: string) => ({ name: t(`operations:fact.${name}`), text });
  const jumpText = ({ jumpedAt, bySeconds }: { jumpedAt: string; bySeconds: number }) =>
    t(`operations:jump.${bySeconds < 0 ? 'back' : 'forth'}`, {
      at: formatInstant(locale, jumpedAt, '0000-00-00'),
      seconds: Math.abs(bySeconds),
    });
  const differences = recount?.differences ?? [];
  const on = recount ? formatDate(locale, recount.day, today) : '';

  return {
    page: { title: t('operations:title') },
    lead: t('operations:lead'),
    work: [
      { ...fact('database', `MongoDB ${versions.mongodb}`), light: light(database.ok) },
      fact('acknowledged', t(`operations:acknowledged.${acknowledged}`)),
      { ...fact('sweep', words.sweep), light: light(sweep.ok) },
      { ...fact('relay', words.relay), light: light(relay.ok) },
      { ...fact('disk', words.disk), light: light(disk.ok) },
      ...(readiness.hostClock ? [fact('jump', jumpText(readiness.hostClock))] : []),
      fact('mode', t(`operations:${simulated ? 'simulated' : 'hostClock'}`)),
    ],
    left: left.map(({ job, things, count }) => ({
      name: t(`operations:job.${job}`, { count }),
      text: things.map(({ kind, id }) => `${kind} ${id}`).join(', '),
    })),
    recount: {
      text:
        recount === null
          ? t('operations:recountNever')
          : t(`operations:${differences.length === 0 ? 'recountSame' : 'recountDiffers'}`, {
              on,
              records: recount.records,
              rows: recount.rows,
              count: differences.length,
            }),
      wrong: differences.length > 0,
      columns: [
        { text: t('operations:column.counter') },
        { text: t('operations:column.name') },
        { text: t('operations:column.kept'), number: true },
        { text: t('operations:column.counted'), number: true },
      ],
      rows: differences.slice(0, MOST_DIFFERENCES).map(({ counter, name, kept, counted }) => ({
        cells: [{ heading: true, text: counter }, { text: name }, { value: kept }, { value: counted }],
      })),
    },
    log: [fact('entries', String(logEntries))],
    verified: {
      text: verifiedText(verified, { t, locale, today }),
      breaks: (verified?.breaks ?? []).slice(0, MOST_DIFFERENCES).map(({ record, seq, fault }) => ({
        name: t('operations:breakAt', { record, seq }),
        text: t(`operations:fault.${fault}`),
      })),
    },
    mail:
      mail === null
        ? null
        : Object.entries(mail).map(([state, count]) => ({
            name: t(`operations:mailState.${state}`),
            text: String(count),
          })),
    versions: [fact('product', versions.product), fact('node', versions.node), fact('mongodb', versions.mongodb)],
  };
}

function verifiedText(verified: VerifyNote | null, { t, locale, today }: Reader): string {
  if (verified === null) return t('operations:verifyNever');
  const values = { on: formatDate(locale, verified.day, today), entries: verified.entries, count: verified.broken };
  return t(`operations:${verified.whole ? 'verifyWhole' : 'verifyBroken'}`, values);
}
