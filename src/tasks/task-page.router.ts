/** The page of one task: shown, acted on, its files and its log. */
import type { Request, Response } from 'express';
import { TASK_ACTIONS, type TaskAction } from '../../workflows/tasks/task.machine.js';
import { doneNotice } from '../cards/card.router.js';
import { type Follow, NOTHING_FOLLOWED } from '../cards/follow.js';
import type { attachEvidence } from '../evidence/attach-evidence.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import { sendFile } from '../evidence/send-file.js';
import { takeEvidence } from '../evidence/take-evidence.js';
import { formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { sentForm } from '../http/sent-form.js';
import type { Departments } from '../people/departments.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { putTaskEvent } from './put-task-event.js';
import type { ShowTask } from './show-task.js';
import { taskPage } from './task.page.js';
import type { TaskFormAgain } from './task-actions.page.js';
import { aboutForm, type EventBody, eventBody } from './task-event.form.js';
import { logPage } from './task-log.page.js';

export interface TaskPageParts {
  show: ShowTask;
  departments: Departments;
  evidenceStore: EvidenceStore;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
  attachEvidence: ReturnType<typeof attachEvidence>;
  follow?: Follow;
}

function isAction(name: unknown): name is TaskAction {
  return (TASK_ACTIONS as readonly unknown[]).includes(name);
}

/** The id in an address. Throws NotFound for anything that is none. */
export function idIn(req: Request): string {
  const { id } = req.params;
  if (!isId(id)) throw new NotFound('task');
  return id;
}

export function taskPageRoutes(parts: TaskPageParts): Route[] {
  const { show, departments, evidenceStore, putTaskEvent: put, attachEvidence: attach } = parts;
  const take = takeEvidence({ store: evidenceStore, attach });

  async function page(req: Request, res: Response, again: TaskFormAgain | null = null): Promise<void> {
    const reader = readerOf(res);
    const shown = await show.show(req.params.id, actorIn(res), reader.locale);
    const of = { kind: 'task' as const, id: shown.task.id, department: shown.task.facts.leadDepartment ?? '' };
    const followed = (await parts.follow?.(of, shown.actor, reader)) ?? NOTHING_FOLLOWED;
    doneNotice('tasks', req, res);
    const open = typeof req.query.do === 'string' ? req.query.do : '';
    res.status(again?.status ?? 200).render('tasks/task', taskPage(shown, reader, { again, open, followed }));
  }

  async function event(req: Request, res: Response): Promise<void> {
    const id = idIn(req);
    const type = req.params.event;
    if (!isAction(type) || type === 'ATTACH') throw new NotFound();
    const { fields, rev, key, back } = sentForm(req.body);
    const { body, fieldOf }: EventBody = eventBody(type, fields);
    try {
      await put({ id, type, body, actor: actorIn(res), idempotencyKey: key, expectedRev: rev });
    } catch (error) {
      const again = formAgain(error, fields, aboutForm(fieldOf));
      // A form about one checkpoint or one file goes back to where it stands.
      const item = type === 'PASS_CHECKPOINT' ? fields.checkpoint : fields.file;
      return page(req, res, { ...again, event: type, item: typeof item === 'string' ? item : '' });
    }
    const phase = typeof req.query.phase === 'string' ? `&phase=${encodeURIComponent(req.query.phase)}` : '';
    const to = back === 'work' ? '/work' : back === 'breakdown' ? '/breakdown' : `/tasks/${id}`;
    res.redirect(303, `${to}?done=${type}${phase}`);
  }

  async function evidence(req: Request, res: Response): Promise<void> {
    const id = idIn(req);
    const actor = actorIn(res);
    // Asked before the bytes are taken: who may not see the task does not fill the store.
    await show.visible(id, actor);
    const { typed, error } = await take(req, {
      kind: 'task',
      id,
      actor,
      about: async (part) => {
        const { facts } = await show.visible(id, actor);
        const known = part === '' || facts.checkpoints.some(({ key }) => key === part);
        return known ? [] : [{ code: 'badValue', field: 'about', params: { field: 'about' } }];
      },
    });
    if (error) return page(req, res, { ...formAgain(error, typed), event: 'ATTACH', item: '' });
    res.redirect(303, `/tasks/${id}?done=ATTACH`);
  }

  async function file(req: Request, res: Response): Promise<void> {
    const task = await show.visible(req.params.id, actorIn(res));
    const asked = req.params.file;
    // Only files of this task, under its own door.
    if (!task.facts.evidence.some((one) => one.file === asked)) throw new NotFound('file');
    await sendFile(res, await evidenceStore.open(String(asked)));
  }

  async function log(req: Request, res: Response): Promise<void> {
    const reader = readerOf(res);
    const task = await show.visible(req.params.id, actorIn(res), 'log.view');
    const [told, names] = await Promise.all([show.story(task), departments.names(reader.locale)]);
    res.render('tasks/log', logPage({ task, ...told, names }, reader));
  }

  return [
    { method: 'get', path: '/tasks/:id', action: 'task.view', handler: (req, res) => page(req, res) },
    { method: 'get', path: '/tasks/:id/log', action: 'log.view', handler: log },
    { method: 'get', path: '/tasks/:id/files/:file', action: 'task.view', handler: file },
    { method: 'post', path: '/tasks/:id/events/:event', action: 'task.view', handler: event },
    {
      method: 'post',
      path: '/tasks/:id/evidence',
      rev: 'adds',
      action: 'task.ATTACH',
      body: 'upload',
      handler: evidence,
    },
  ];
}
