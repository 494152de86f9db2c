import { describe, expect, it } from '@jest/globals';
import { renderView } from '../../src/http/view-engine.js';
import { inboxPage } from '../../src/inbox/inbox.page.js';
import type { Message } from '../../src/inbox/message.model.js';
import { LOCALES, translator } from '../../src/platform/i18n.js';
import { pageLocals } from '../http/page-locals.js';

const id = 'a'.repeat(24);
const message: Message = {
  id,
  person: 'leader',
  department: 'zhengwu',
  template: 'task.chased',
  values: { code: 'ZW-01', title: '<b>核准</b>', text: '请于今天报送' },
  kind: 'task',
  record: 'b'.repeat(24),
  campaign: 'c1',
  at: '2026-06-02T00:00:00.000Z',
  readAt: null,
  email: null,
};
const reminder: Message = {
  ...message,
  id: 'c'.repeat(24),
  template: 'reminder.digest',
  kind: '',
  record: '',
  readAt: '2026-06-02T01:00:00.000Z',
  values: {
    day: '2026-06-02',
    count: 2,
    overdue: 1,
    items: [
      {
        task: 'd'.repeat(24),
        code: 'ZW-02',
        title: '报表',
        what: 'overdue',
        on: '2026-05-29',
        days: 2,
        checkpoint: '',
      },
    ],
  },
};

describe('the inbox page', () => {
  const page = (locale: 'zh-CN' | 'en', items: Message[]) =>
    inboxPage(
      { items, total: items.length, page: 1, perPage: 30 },
      { t: translator(locale), locale, today: '2026-06-02', departments: new Map(), unread: 1, now: message.at },
    );

  it.each(LOCALES)('shows unread and read messages in %s, and escapes what people typed', async (locale) => {
    const html = await renderView('inbox/index', { ...pageLocals(locale), ...page(locale, [message, reminder]) });
    expect(html).toContain(`action="/inbox/${id}/open"`);
    expect(html).toContain('&lt;b&gt;核准&lt;/b&gt;');
    expect(html).not.toContain('<b>核准</b>');
    expect(html).toContain(`href="/tasks/${'d'.repeat(24)}"`);
    expect(html).toContain('请于今天报送');
  });

  it('says so when there is nothing', async () => {
    const html = await renderView('inbox/index', { ...pageLocals('zh-CN'), ...page('zh-CN', []) });
    expect(html).toContain('还没有消息');
  });

  it('gives a message the colour of the light it tells of', () => {
    const red = { ...message, template: 'task.light.red' };
    expect(page('zh-CN', [message, red, reminder]).rows.map(({ cdate }) => cdate.colour)).toEqual([
      'none',
      'red',
      'red',
    ]);
  });
});
