import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Message, ReminderItem } from '../../src/inbox/message.model.js';
import { messagePath, messageText } from '../../src/inbox/message-text.js';
import { LOCALES, readNamespaces, translator } from '../../src/platform/i18n.js';
import { projectRoot } from '../../src/platform/paths-root.js';

/** Every template a machine or a light names, found in the rules themselves. */
function templatesInUse(): string[] {
  const folder = join(projectRoot, 'workflows');
  const found = new Set<string>(['reminder.digest']);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    // The codes of rules are reasons, not templates.
    if (!file.endsWith('.ts') || file.endsWith('rules.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    const calls =
      /\w+\(\s*'((?:task|site|phase|campaign|booklet|rating)\.[\w.]+)'|(?:template(?::| =)|letter\(\s*[\w.]+,) *\s*[`'](\w+(?:\.\w+)*\.[\w.${}]+)[`']/g;
    for (const [, called, written] of text.matchAll(calls)) {
      const template = called ?? written ?? '';
      const prefix = template.replace(/\$\{.*$/, '');
      if (prefix === template) found.add(template);
      else for (const colour of coloursOf(prefix)) found.add(`${prefix}${colour}`);
    }
  }
  return [...found].sort();
}

const coloursOf = (prefix: string) =>
  /^(site|booklet|rating)\./.test(prefix) ? ['blue', 'red'] : ['blue', 'yellow', 'red'];

const departments = new Map([['zhengwu', '政务中心']]);
const wording = (locale: 'zh-CN' | 'en') => ({ t: translator(locale), locale, today: '2026-06-02', departments });

function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], tree);
}

describe('the words of a message', () => {
  const templates = templatesInUse();

  it('finds the templates in the rules', () => {
    expect(templates).toEqual(
      expect.arrayContaining(['task.assigned', 'task.supporting', 'task.light.yellow', 'site.ready', 'phase.opened']),
    );
    expect(templates.length).toBeGreaterThan(25);
  });

  it.each(LOCALES)('has a subject and a body for every template in %s', (locale) => {
    const { inbox } = readNamespaces(locale);
    const missing = templates.filter((template) => {
      const texts = at(inbox, `template.${template}`) as Record<string, string> | undefined;
      return !(texts?.subject ?? texts?.subject_other) || !texts?.body;
    });
    expect(missing).toEqual([]);
  });

  it('writes days as people write them and keeps what somebody typed apart', () => {
    const values = { code: 'ZW-01', title: '核准项目', to: '2026-06-10', reason: '设备未到' };
    const text = messageText({ template: 'task.extensionAsked', values }, wording('zh-CN'));
    expect(text).toMatchObject({
      subject: '申请延期：ZW-01 核准项目',
      body: '申请延至 6月10日，请审批。',
      said: '设备未到',
    });
    expect(messageText({ template: 'task.extensionAsked', values }, wording('en')).body).toContain('10 Jun');
  });

  it('names each thing a reminder is about, as of the day it was sent', () => {
    const item = (more: Partial<ReminderItem>): ReminderItem => ({
      task: 'a'.repeat(24),
      code: 'ZW-01',
      title: '核准项目',
      what: 'due',
      on: '2026-06-02',
      days: 0,
      checkpoint: '',
      ...more,
    });
    const values = {
      day: '2026-06-02',
      count: 60,
      overdue: 1,
      items: [
        item({ what: 'overdue', on: '2026-05-29', days: 2 }),
        item({}),
        item({ what: 'checkpoint', on: '2026-06-05', days: 3, checkpoint: '选址' }),
        item({ on: '2027-01-04', days: null }),
      ],
    };
    const text = messageText({ template: 'reminder.digest', values }, { ...wording('zh-CN'), today: '2026-06-09' });
    expect(text.subject).toBe('6月2日 提醒：60 项');
    expect(text.items.map(({ about }) => about)).toEqual([
      '5月29日 到期，逾期 2 个工作日',
      '今天到期',
      '节点“选址”6月5日 到期，还有 3 个工作日',
      '2027年1月4日 到期',
    ]);
    expect(text.more).toBe(56);
  });

  it('leads to the record it is about', () => {
    const message = { template: 'x', campaign: 'c1', record: 'r1' } as Message;
    expect(messagePath({ ...message, kind: 'task' })).toBe('/tasks/r1');
    expect(messagePath({ ...message, kind: 'site' })).toBe('/sites/r1');
    expect(messagePath({ ...message, kind: '', template: 'reminder.digest' })).toBe('/work');
  });
});
