/** A first contact as the public look-up shows it. */
import type { Reader } from '../http/reason-text.js';
import type { Progress } from '../lookup/progress.js';
import { formatDate } from '../platform/i18n.js';
import { subjectOf } from './inquiry.kind.js';
import type { InquiryRecord } from './inquiry.query.js';

export function inquiryProgress(
  { facts, state }: InquiryRecord,
  names: Map<string, string>,
  { t, locale, today }: Reader,
): Progress {
  const day = (on: string) => formatDate(locale, on, '0000-00-00');
  const unit = subjectOf(facts).department;
  const done = facts.answer?.on ?? facts.referral?.on ?? '';
  const open = done === '' && state !== 'withdrawn';
  return {
    code: facts.code,
    state: t(`inquiries:state.${state}`),
    received: day(facts.startedOn),
    promised: day(facts.promisedOn),
    finished: done && day(done),
    unit: names.get(unit) ?? unit,
    late: open && state !== 'noticed' && today > facts.promisedOn,
    missing: facts.notice && facts.notice.suppliedOn === null ? facts.notice.missing : [],
    referred: facts.referral
      ? [facts.referral.name, facts.referral.address, facts.referral.phone].filter(Boolean).join('，')
      : '',
    sum: [],
  };
}
