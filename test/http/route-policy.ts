/**
 * Who gets through which route, written out: posts by whose record it is. `own` = of the department of the people who
 * ask (department leader, liaison, working group), `foreign` = of another one; where it makes no difference, `all`.
 */
import type { Post } from '../../workflows/moment.js';

export interface Row {
  /** As the route is registered. */
  route: string;
  /** Values for parameters other than the record's, `{ event: 'CHASE' }`. */
  params?: Record<string, string>;
  /** What is sent, where what is missing would be said before who may. */
  body?: Record<string, string>;
  own: readonly Post[] | 'everybody';
  foreign?: readonly Post[] | 'everybody';
}

const oversight: Post[] = ['leading_group', 'campaign_office', 'reviewer'];
const department: Post[] = ['working_group', 'department_leader', 'department_liaison'];
const inside: Post[] = [...oversight, ...department];
const business: Post[] = [...inside, 'public_supervisor'];
const office: Post[] = ['campaign_office', 'leading_group'];
const reviewers: Post[] = ['reviewer', 'campaign_office'];
const administrators: Post[] = ['system_administrator', 'security_administrator'];
const signedIn: Post[] = [...business, ...administrators, 'auditor'];

const all = (route: string, own: Row['own'], params?: Row['params']): Row => ({
  route,
  own,
  ...(params ? { params } : {}),
});
const near = (route: string, params?: Row['params']): Row => ({ ...all(route, inside, params), foreign: oversight });
const event = (route: string, name: string, own: Post[], foreign: Post[], body: Record<string, string> = {}): Row => ({
  route,
  params: { event: name },
  body,
  own,
  foreign,
});
const TASK_EVENT = 'post /tasks/:id/events/:event';
const INQUIRY_EVENT = 'post /inquiries/:id/events/:event';
const INDICATOR_EVENT = 'post /indicators/:id/events/:event';
const BOOKLET_EVENT = 'post /booklets/:id/events/:event';
const PLAN_EVENT = 'post /period-plans/:id/events/:event';
const SITE_EVENT = 'post /sites/:id/events/:event';

export const ROWS: readonly Row[] = [
  all('get /sign-in', 'everybody'),
  all('post /sign-in', 'everybody'),
  all('post /sign-out', 'everybody'),
  all('post /locale', 'everybody'),
  all('get /setup/:token', 'everybody'),
  all('post /setup/:token', 'everybody'),
  all('get /link/:token', 'everybody'),
  all('post /link/:token', 'everybody'),
  all('get /styleguide', 'everybody'),
  all('get /api/v1/openapi.json', 'everybody'),

  all('get /', signedIn),
  all('get /account', signedIn),
  all('post /account', signedIn),
  all('post /account/tokens/:id/revoke', signedIn),
  all('get /inbox', signedIn),
  all('post /inbox/read-all', signedIn),
  all('post /inbox/:id/open', signedIn),
  all('post /inbox/:id/read', signedIn),
  all('post /clock/next-working-day', signedIn),
  all('post /clock/go-to', signedIn),
  all('get /api/v1/inbox', signedIn),

  all('get /admin/people', administrators),
  all('get /admin/people/new', ['system_administrator']),
  all('post /admin/people/new', ['system_administrator']),
  all('get /admin/people/:id', administrators),
  // The system administrator may appoint the first security administrator, no more; the use case asks that.
  all('post /admin/people/:id', administrators),
  all('post /admin/people/:id/disable', ['system_administrator']),
  all('post /admin/people/:id/enable', ['system_administrator']),
  all('post /admin/people/:id/reset', ['system_administrator']),
  all('get /admin/departments', ['system_administrator']),
  all('get /admin/departments/new', ['system_administrator']),
  all('post /admin/departments/new', ['system_administrator']),
  all('get /admin/departments/:id', ['system_administrator']),
  all('post /admin/departments/:id', ['system_administrator']),
  all('get /admin/log', ['auditor']),
  all('get /operations', ['system_administrator']),

  near('get /departments/:id'),
  all('get /work', inside),
  all('get /breakdown', inside),
  all('post /breakdown/tasks', office),
  all('post /breakdown/move', office),
  all('post /breakdown/many', office),
  all('get /breakdown/check', office),
  all('get /breakdown/versions', inside),
  all('post /breakdown/versions', office),
  all('get /breakdown/versions/changes', inside),
  all('get /tasks', inside),
  all('get /ledger.xlsx', inside),
  all('get /ledger.csv', inside),
  all('get /ledger/imports', [...office, ...department]),
  all('post /ledger/imports', [...office, ...department]),
  all('get /ledger/imports/:id', [...office, ...department]),
  all('get /ledger/imports/:id/result.xlsx', [...office, ...department]),
  all('post /ledger/imports/:id/choices', [...office, ...department]),
  all('post /ledger/imports/:id/confirm', [...office, ...department]),
  all('post /ledger/imports/:id/continue', [...office, ...department]),
  near('get /tasks/:id'),
  near('get /tasks/:id/files/:file'),
  { route: 'get /tasks/:id/log', own: [...inside, 'auditor'], foreign: [...oversight, 'auditor'] },
  { route: 'post /tasks/:id/report', own: department, foreign: [] },
  { route: 'post /tasks/:id/evidence', own: department, foreign: [] },
  event(TASK_EVENT, 'CHASE', office, office),
  event(TASK_EVENT, 'REPORT', department, [], { text: '推进。', percent: '10' }),
  event(TASK_EVENT, 'SUBMIT', ['department_leader', 'working_group'], [], { outcome: '办结。' }),
  event(TASK_EVENT, 'ACCEPT', reviewers, reviewers),
  event(TASK_EVENT, 'SUSPEND', ['leading_group'], ['leading_group'], { reason: '等待上级。' }),
  event(TASK_EVENT, 'APPROVE_EXTENSION', office, office),

  all('get /sites', business),
  all('post /sites', office),
  { ...all('get /sites/:id', business), foreign: business },
  { ...all('get /sites/:id/files/:file', business), foreign: business },
  { route: 'get /sites/:id/log', own: [...inside, 'auditor'], foreign: [...oversight, 'auditor'] },
  { route: 'post /sites/:id/evidence', own: department, foreign: [] },
  { route: 'post /sites/:id/visits', own: oversight, foreign: oversight },
  event(SITE_EVENT, 'PREPARE', department, []),
  event(SITE_EVENT, 'RETIRE', office, office, { reason: '已撤并。' }),

  all('get /indicators', business),
  all('post /indicators', office),
  { ...all('get /indicators/:id', business), foreign: business },
  event(INDICATOR_EVENT, 'ENTER_VALUE', [...office, ...department], office, {
    period: '2026-06-30',
    value: '40',
    note: '月报。',
  }),
  event(INDICATOR_EVENT, 'CANCEL', office, office, { reason: '不再统计。' }),

  all('get /packs', business),
  all('post /packs', office),
  all('get /packs/compare', business),
  all('get /packs/shipped', business),
  all('get /packs/:id', business),
  all('get /packs/:id/articles/:article', office, { article: 'new' }),
  all('post /packs/:id/articles/:article', office, { article: 'new' }),
  all('post /packs/:id/events/:event', office, { event: 'PUT_IN_FORCE' }),
  all('get /api/v1/packs', business),
  all('get /api/v1/packs/:key', business, { key: 'three-systems' }),

  all('get /campaigns', business),
  all('get /campaigns/new', office),
  all('post /campaigns/new', office),
  all('get /campaigns/:id/template', office),
  all('post /campaigns/:id/template', office),
  all('get /campaigns/:id', business),
  all('post /campaigns/:id/events/:event', office, { event: 'ARCHIVE' }),
  all('get /campaigns/:id/compare', business),
  all('get /campaigns/:id/plans', office),
  all('post /campaigns/:id/plans', office),
  all('get /plans/:id', office),
  all('get /plans/:id/check', office),
  all('post /plans/:id/accept-certain', office),
  all('post /plans/:id/confirm', office),
  all('post /plans/:id/items/:key/:does', office, { key: 'p1', does: 'accept' }),
  all('post /plans/:id/uncovered/:does', office, { does: 'dismiss' }),
  all('post /plans/:id/gone/:key/:does', office, { key: 'p1', does: 'settle' }),
  all('get /campaigns/:id/checklist', office),
  all('post /campaigns/:id/checklist', office),
  all('get /campaigns/:id/checklist/:sheet', office, { sheet: '0123456789abcdef01234567' }),
  all('post /campaigns/:id/checklist/:sheet', office, { sheet: '0123456789abcdef01234567' }),
  all('get /phases/:id', business),
  all('post /phases/:id/events/:event', office, { event: 'RECORD_INSPECTION' }),
  all('get /admin/calendar', ['system_administrator']),
  all('post /admin/calendar', ['system_administrator']),

  all('get /readiness', inside),
  all('post /readiness/checks', oversight),
  all('get /readiness/checklist', office),
  all('post /readiness/checklist', office),
  near('get /readiness/:department'),
  near('get /readiness/:department/:item'),

  all('get /api/v1/campaigns', business),
  all('get /api/v1/campaigns/:id', business),
  all('get /api/v1/campaigns/:id/readiness', inside),
  all('post /api/v1/campaigns/:id/readiness-checks', oversight),
  all('get /api/v1/tasks', inside),
  all('post /api/v1/tasks', office),
  near('get /api/v1/tasks/:id'),
  { route: 'post /api/v1/tasks/:id/events', body: { type: 'CHASE', text: '' }, own: office, foreign: office },
  { route: 'get /api/v1/tasks/:id/events', own: [...inside, 'auditor'], foreign: [...oversight, 'auditor'] },
  near('get /api/v1/departments/:id/dashboard'),
  all('get /api/v1/sites', business),
  all('get /lookup', 'everybody'),
  all('post /lookup', 'everybody'),
  all('get /inquiries', [...office, ...department]),
  all('get /inquiries/bounces', inside),
  all('get /counter', [...office, ...department]),
  all('post /inquiries', [...office, ...department]),
  { ...all('get /inquiries/:id', [...office, ...department]), foreign: office },
  { ...all('get /inquiries/:id/receipt', [...office, ...department]), foreign: office },
  event(INQUIRY_EVENT, 'ANSWER', department, [], { answer: '可以。' }),
  event(INQUIRY_EVENT, 'HAND_OVER', department, [], { why: '不是本岗。' }),
  event(INQUIRY_EVENT, 'ACCEPT', department, []),
  event(INQUIRY_EVENT, 'BOUNCE', department, [], { reason: '不是本岗。' }),
  event(INQUIRY_EVENT, 'GIVE_NOTICE', department, [], { missing: '申请表', procedure: '到窗口。' }),
  event(INQUIRY_EVENT, 'SUPPLY', department, [], { papers: '申请表' }),
  event(INQUIRY_EVENT, 'REFER', [...office, ...department], office, {
    unitName: '税务局',
    address: '路1号',
    reason: '不属本单位。',
  }),
  event(INQUIRY_EVENT, 'ESCALATE', department, [], { reason: '职责不清。' }),
  event(INQUIRY_EVENT, 'DESIGNATE', office, office, { promisedOn: '2026-06-05', reason: '指定。' }),
  event(INQUIRY_EVENT, 'MOVE_PROMISE', department, [], { promisedOn: '2026-06-09', reason: '待查。' }),
  event(INQUIRY_EVENT, 'COMPLAIN', [...office, ...department], office, { breach: 'refused', complaint: '不给办。' }),
  event(INQUIRY_EVENT, 'WITHDRAW', department, [], { reason: '不办了。' }),
  all('get /api/v1/indicators', business),

  all('get /booklets', business),
  all('post /booklets', office),
  all('get /booklets/:id', business),
  all('get /booklets/:id/files/:file', business),
  { route: 'post /booklets/:id/evidence', own: department, foreign: [] },
  event(BOOKLET_EVENT, 'REVISE', department, [], { reason: '修订。' }),
  event(BOOKLET_EVENT, 'APPROVE', reviewers, reviewers),
  event(BOOKLET_EVENT, 'CANCEL', office, office, { reason: '不再要求。' }),

  all('get /period-plans', business),
  all('post /period-plans', department),
  all('get /period-plans/:id', business),
  event(PLAN_EVENT, 'PULL', department, []),
  event(PLAN_EVENT, 'COMMIT', ['department_leader', 'working_group'], []),
];
