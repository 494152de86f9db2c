/** What the pages of campaigns and phases share: the machine drawn, the story newest first, what can be done and why not. */
import { changesOf } from '../../workflows/drawing.js';
import type { Reason } from '../../workflows/step.js';
import { formatInstant } from '../platform/i18n.js';
import { drawMachine, type MachineDrawing } from './components/machine-drawing.js';
import { type Reader, reasonTexts } from './reason-text.js';

/** A machine as the rules give it. */
type Machine = Parameters<typeof changesOf>[0];

/** What a story needs of a log entry. */
export interface StoryEntry {
  type: string;
  at: string;
  payload: Record<string, unknown>;
  actor: { kind: string; name: string };
}

/** One arrow per pair of states; what the clock does by itself is not a way for people. */
function waysOf(machine: Machine): { from: string; to: string; event: string }[] {
  const ways = new Map<string, { from: string; to: string; event: string }>();
  for (const change of changesOf(machine)) {
    const [from = '', event = '', to = ''] = change.split(' ');
    if (event !== 'CLOCK') ways.set(`${from} ${to}`, { from, to, event });
  }
  return [...ways.values()];
}

/** The machine of a record with its state marked; its words lie in the namespace `area`. */
export function plainDrawing({ t }: Reader, machine: Machine, area: string, current: string): MachineDrawing {
  const line = Object.keys(machine.states);
  return drawMachine(t, {
    id: `${area}-machine`,
    line,
    states: line.map((id) => ({ id, label: t(`${area}:state.${id}`) })),
    edges: waysOf(machine).map(({ from, to, event }) => ({ from, to, label: t(`${area}:event.${event}`) })),
    current,
  });
}

/** The story of a record, newest first. */
export function plainTimeline(history: readonly StoryEntry[], area: string, reader: Reader) {
  const { t, locale, today } = reader;
  return [...history].reverse().map((entry) => {
    const said = ['remark', 'reason', 'code']
      .map((name) => entry.payload[name])
      .filter((one) => typeof one === 'string');
    return {
      title: t(`${area}:event.${entry.type}`),
      at: formatInstant(locale, entry.at, today),
      iso: entry.at,
      by: entry.actor.kind === 'person' ? entry.actor.name : t('common:bySystem'),
      ...(said.length > 0 && said.some(Boolean) ? { details: said.filter(Boolean) as string[] } : {}),
    };
  });
}

/** What the machine knows in this state, with what stands against each. */
export interface Possible {
  event: string;
  reasons: Reason[];
}

/** Events that cannot happen now, each with its reasons, where their buttons would be. */
export function refusedOnes(possible: readonly Possible[], area: string, reader: Reader) {
  return possible
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ event, reasons }) => ({
      lead: reader.t('common:notNow', { event: reader.t(`${area}:event.${event}`) }),
      items: reasonTexts(reasons, reader),
    }));
}
