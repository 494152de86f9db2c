/** Sentences of a text and whether they lay a duty on somebody. */
import type { Passage, Span } from './plan.js';

const OPENING = new Set('（(“《');
const CLOSING = new Set('）)”》');
const STOPS = new Set('。！？!?');

/** The sentences of a piece of text, each with its stop, without the space around it. */
export function sentencesOf(text: string, { start, end }: Span): Passage[] {
  const found: Passage[] = [];
  let from = start;
  let depth = 0;
  const put = (to: number) => {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    const words = raw.trim();
    if (words.length > 1) found.push({ start: from + lead, end: from + lead + words.length, text: words });
    from = to;
  };
  for (let at = start; at < end; at += 1) {
    const char = text[at] ?? '';
    if (OPENING.has(char)) depth += 1;
    else if (CLOSING.has(char)) depth = Math.max(0, depth - 1);
    if (char === '\n' || char === '⏎') depth = 0;
    const closes = STOPS.has(char) && (depth === 0 || /[”）)]/.test(text[at + 1] ?? ''));
    if (closes || char === '\n' || char === '⏎') put(at + 1 + (/[”]/.test(text[at + 1] ?? '') && closes ? 1 : 0));
  }
  put(end);
  return found;
}

/** 要 as an order, not in 重要, 主要, 需要, 要求, 只要, 要素 … */
const MUST =
  /(?<![重主需首纲简概只摘扼提紧])要(?![求素点闻件是么害塞领义旨]|不是)|必须|务必|务求|应当|(?<![相反适供响对])应(?![对用急付变运]|该不该)|(?<![必不])须(?!知)|不得|严禁|不准|不许|不能(?!不)|一定(?!程度|范围)|确保|抓紧|尽快|加快|及时|切实|立即|全面完成|按时/;
/** What a plan's sentence begins with when it orders something without saying must. */
const DOES =
  /^(?:[一二三四五六七八九十]是|适当时候|适时|必要时|下一步|[（(]?\d{1,2}[）).．、]?|第[一二三四五六七八九十]+[，、]?)?\s*(?:进一步|全面|深入|大力|积极|继续|切实|认真|严格|加快|着力|充分|不断|持续|统一|逐步|抓紧|广泛)?(?:加强|加大|开展|推进|推动|推行|建立|健全|完善|制定|制订|拟定|编制|落实|组织|实施|强化|深化|优化|规范|提高|提升|落实|做好|抓好|召开|举办|开通|建设|整治|清理|整合|公开|公布|畅通|改进|改善|简化|压缩|取消|下放|支持|鼓励|引导|严肃|查处|督查|检查|考核|评比|通报|宣传|更新|通知|聘请|设立|成立|明确|确定|核准|巩固|扩大|拓展|培育|培养|探索|研究|授权|允许|放宽|试点|指导|督促|协调|统筹)/;
/** Says who does what without saying must: 各有关部门依职责管理…, 下一步的工作，主要是督查…. */
const DOES_ITS_PART =
  /^(?:各|国务院|本市|全市)[^，。]{2,24}?(?:依法|依职责|按职责|负责|组织|管理|统筹)|下一步[^。]{0,20}主要是/;
const CASE = /(?:时|的|后)[,，]/;
const CONSEQUENCE = /发出|予以|给予|责令|追究|通报|催办|督办|扣|移送/;
/** Looks back or describes: no duty, whatever words are in it. */
const LOOKS_BACK =
  /(?:取得了|取得阶段性|已经|已取得|已开展|进展顺利|进展情况|反映良好|归功于|存在(?:一些|的)?(?:问题|不足)|有待加强|不够|我们进行了|以来|成绩|值得肯定|为此|现(?:将|提出)|为贯彻|为深入|为进一步|经国务院同意|是[^，。]{0,20}的(?:龙头|关键|基础|重要举措|重要抓手)|作风效能建设的情况)/;
/** An appeal to the mind: it asks for an attitude, not for something that can be finished. */
const APPEAL =
  /(?:希望大家|不能滋生|畏难情绪|依赖思想|主动、积极|敢抓敢管|提高(?:思想)?认识|统一思想|增强[^，。]{0,8}(?:责任感|意识|紧迫感)|高度重视|充分认识|互相配合|互相支持|齐心协力|再接再厉|一把手|集中精力|围绕主题)/;

/** A provision: in such a case, so. */
function isProvision(sentence: string): boolean {
  return sentence.split('。').some((piece) => {
    const found = CASE.exec(piece);
    return found !== null && CONSEQUENCE.test(piece.slice(found.index + found[0].length));
  });
}

/** Whether a sentence lays a duty on somebody; `plain` also takes orders without must, as the items of a plan are. */
export function isDuty(sentence: string, plain = false): boolean {
  if (LOOKS_BACK.test(sentence)) return false;
  return (
    MUST.test(sentence) || DOES_ITS_PART.test(sentence) || (plain && (DOES.test(sentence) || isProvision(sentence)))
  );
}

/** Whether a duty only asks for an attitude. */
export function isAppeal(sentence: string): boolean {
  return APPEAL.test(sentence);
}

/** The parts of a sentence that counts them: 一是…；二是…, or asks of somebody else by a date: …，要求他们6月10日前…. One part when it counts nothing. */
export function partsOf(sentence: Passage): Passage[] {
  const marks = [
    ...sentence.text.matchAll(
      /(?<=^|[，,：:；;。？?])\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九](?=[，、])|首先(?=[，、])|要求(?:他们|各[^，。]{1,10}|其)(?=[^，。]{0,60}[前完]))/g,
    ),
  ];
  if (marks.length === 0) return [sentence];
  const cuts = [...new Set([0, ...marks.map(({ index }) => index)])];
  return cuts
    .map((from, i) => {
      const raw = sentence.text.slice(from, cuts[i + 1] ?? sentence.text.length);
      const lead = raw.length - raw.trimStart().length;
      const start = sentence.start + from + lead;
      return { start, end: start + raw.trim().length, text: raw.trim() };
    })
    .filter(({ text }) => text.length > 1);
}
