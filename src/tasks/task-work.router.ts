/** GET /work, and the report that is sent from a row of it. */
import type { Request, Response } from 'express';
import { reasonsAgainst } from '../../workflows/step.js';
import type { TaskEvent } from '../../workflows/tasks/task.js';
import { taskWorkflow } from '../../workflows/tasks/task.machine.js';
import { doneNotice } from '../cards/card.router.js';
import type { attachEvidence } from '../evidence/attach-evidence.js';
import type { EvidenceStore, StoredFile } from '../evidence/evidence-store.js';
import { receiveUpload } from '../evidence/receive-upload.js';
import { formAgain } from '../http/form-again.js';
import { actorIn, readerOf } from '../http/locals.js';
import type { Route } from '../http/routes.js';
import { revisionIn, sentForm } from '../http/sent-form.js';
import { may } from '../people/policy.js';
import { Forbidden, InvalidForm } from '../platform/errors.js';
import { read } from '../platform/validate.js';
import type { Records } from '../records/create-records.js';
import type { putTaskEvent } from './put-task-event.js';
import type { ShowTask } from './show-task.js';
import type { showWork } from './show-work.js';
import type { TaskRecord } from './task.query.js';
import type { TaskFormAgain } from './task-actions.page.js';
import { taskEventSchemas } from './task-event.schema.js';
import { idIn } from './task-page.router.js';
import { tabOf, workPage } from './task-work.page.js';

export interface TaskWorkParts {
  records: Records;
  show: ShowTask;
  work: ReturnType<typeof showWork>;
  evidenceStore: EvidenceStore;
  putTaskEvent: ReturnType<typeof putTaskEvent>;
  attachEvidence: ReturnType<typeof attachEvidence>;
}

export function taskWorkRoutes(parts: TaskWorkParts): Route[] {
  const { records, show, work, evidenceStore, putTaskEvent: put, attachEvidence: attach } = parts;

  async function page(req: Request, res: Response, again: TaskFormAgain | null, tab: unknown): Promise<void> {
    const reader = readerOf(res);
    const shown = await work(actorIn(res), reader.locale);
    doneNotice('tasks', req, res);
    const opened = typeof req.query.open === 'string' ? req.query.open : '';
    const model = workPage(shown, reader, { tab: tabOf(shown, tab), again, opened });
    res.status(again?.status ?? 200).render('tasks/work', model);
  }

  /** Wrong words are said before a file is taken, so that a second try does not bring the file twice. */
  async function check(task: TaskRecord, fields: Record<string, unknown>, res: Response): Promise<void> {
    const actor = actorIn(res);
    const event = { type: 'REPORT', ...read(taskEventSchemas.REPORT, fields) } as TaskEvent;
    const moment = await records.momentFor(task.facts.campaign, actor);
    const reasons = reasonsAgainst(taskWorkflow, task.state, task.facts, 'REPORT', moment, event);
    if (reasons.length > 0 && reasons.every(({ field }) => field !== undefined)) throw new InvalidForm(reasons);
  }

  async function report(req: Request, res: Response): Promise<void> {
    const id = idIn(req);
    const actor = actorIn(res);
    const task = await show.visible(id, actor);
    const { leadDepartment, coDepartments } = task.facts;
    const verdict = may(actor, 'task.REPORT', { leadDepartment, coDepartments });
    if (!verdict.allowed) throw new Forbidden([verdict.reason]);
    const tab = leadDepartment === actor.department ? 'lead' : 'supports';
    let typed: Record<string, unknown> = {};
    let files: StoredFile[] = [];
    let taken = false;
    try {
      const sent = await receiveUpload(req, evidenceStore);
      files = sent.files;
      const { fields, key } = sentForm(sent.fields);
      const rev = revisionIn(sent.fields);
      typed = fields;
      const known = key !== null && (await records.history(task)).some((entry) => entry.idempotencyKey === key);
      // Sent twice: the first one did it all.
      if (known) await Promise.all(files.map(({ file }) => evidenceStore.forget(file)));
      else {
        await check(task, fields, res);
        taken = true;
        if (files.length > 0) await attach({ kind: 'task', id, files, about: '', actor });
        await put({ id, type: 'REPORT', body: fields, actor, idempotencyKey: key, expectedRev: rev });
      }
    } catch (error) {
      if (!taken) await Promise.all(files.map(({ file }) => evidenceStore.forget(file)));
      const again = formAgain(error, typed);
      return page(req, res, { ...again, event: 'REPORT', item: id }, tab);
    }
    res.redirect(303, `/work?tab=${tab}&done=REPORT`);
  }

  return [
    { method: 'get', path: '/work', action: 'work.view', handler: (req, res) => page(req, res, null, req.query.tab) },
    { method: 'post', path: '/tasks/:id/report', action: 'task.REPORT', body: 'upload', handler: report },
  ];
}
