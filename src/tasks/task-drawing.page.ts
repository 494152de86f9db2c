/** The machine of a task as a picture with the state it is in. */
import { TASK_STATES } from '../../workflows/tasks/task.js';
import { TASK_ACTIONS, taskMachine } from '../../workflows/tasks/task.machine.js';
import { drawMachine, type MachineDrawing } from '../http/components/machine-drawing.js';
import type { Translate } from '../platform/i18n.js';

const LINE = ['draft', 'assigned', 'active', 'submitted', 'closed'] as const;
/** Possible from nearly everywhere; each is drawn once, and a sentence under the drawing says the rest. */
const ONCE: Record<string, { from: string; to: string }> = {
  SUSPEND: { from: 'active', to: 'suspended' },
  RESUME: { from: 'suspended', to: 'active' },
  CANCEL: { from: 'suspended', to: 'cancelled' },
};

/** Every way a person can move a task, read from the machine itself. */
function edges(): { from: string; to: string; event: string }[] {
  const found: { from: string; to: string; event: string }[] = [];
  for (const [from, node] of Object.entries(taskMachine.states)) {
    for (const [event, transitions] of node.transitions as Map<string, { target?: { key: string }[] }[]>) {
      if (!(TASK_ACTIONS as readonly string[]).includes(event)) continue;
      for (const { target } of transitions) {
        const to = target?.[0]?.key;
        if (!to || to === from) continue;
        const once = ONCE[event];
        if (!once || (once.from === from && once.to === to)) found.push({ from, to, event });
      }
    }
  }
  return found;
}

/** The drawing for the partial `machine`. */
export function taskDrawing(t: Translate, current: string): MachineDrawing {
  return drawMachine(t, {
    id: 'task-machine',
    line: LINE,
    states: TASK_STATES.map((id) => ({ id, label: t(`tasks:state.${id}`) })),
    edges: edges().map(({ from, to, event }) => ({ from, to, label: t(`tasks:event.${event}`) })),
    current,
  });
}
