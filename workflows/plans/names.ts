/**
 * Lists of units as documents print them: `甲、乙等国务院相关部门及各地区`. Splits where one unit ends and the next begins,
 * completes elided prefixes (`省科技厅、工业和信息化厅`), and notes that a list ends in 等.
 */

export interface NameList {
  /** Units and groups in printed order, without 等. */
  names: string[];
  /** The list ends in 等, so there are more. */
  openEnded: boolean;
}

/** What the name of a unit ends in. */
const UNIT_END =
  '(?:委员会|办公室|领导小组|工作组|专班|指挥部|联席会议|人民政府|政府|管委会|监委|纪委|党委|党组|支行|分行|银行|公司|集团|大学|学院|医院|中心|协会|学会|总会|联合会|商会|法院|检察院|海关|总署|总局|公安|部门|单位|机构|企业|厅|局|委|办|部|署|院|行|会|社|台|站|所|校|组|科|处|队|团|联|室|县|市|区|镇|乡|街道|省|州|盟|旗|地区|地方|工会|妇联|残联|工商联|团委)';
const ENDS = new RegExp(`${UNIT_END}$`);
/** Groups of units rather than one of them. */
const GROUP =
  /^(?:各|有关|相关|其他|其它|全市|全县|全省|全区|国务院(?:有关|相关)|(?:省|市|县|区)直|(?:中央|省级?|市级?|县级?|区级?)?(?:有关|相关))|各(?:有关|相关)?(?:部门|单位|地区|地方)$/;

/** Whether words look like the name of a unit or of a group of units. */
export function looksLikeUnit(name: string): boolean {
  const plain = name.replace(/[（(][^）)]*[）)]/g, '');
  return (
    plain.length >= 2 && plain.length <= 30 && !/[。；，：]/.test(plain) && (ENDS.test(plain) || GROUP.test(plain))
  );
}

export function isGroup(name: string): boolean {
  return GROUP.test(name);
}

/** Cut at separators outside brackets. */
function cut(list: string, separators: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of list) {
    if (/[（(〔[]/.test(char)) depth += 1;
    if (/[）)〕\]]/.test(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.test(char)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}

/**
 * 及, 以及, 和 and 与 join two units only where a unit ends before them and another begins behind: 住房和城乡建设部 is one,
 * 国务院相关部门和单位 is one group, 市财政局和市审计局 are two.
 */
function splitJoined(part: string): string[] {
  for (const { index, 0: word } of [...part.matchAll(/以及|及|和|与|暨/g)].reverse()) {
    const left = part.slice(0, index);
    const right = part.slice(index + word.length);
    if (!ENDS.test(left) || right.length < 2 || /^(?:其|所属|下属|直属)/.test(right)) continue;
    if (/^(?:单位|部门|机构|企业|地方|个人)$/.test(right)) continue;
    // 县级以上人民政府及部门: what follows must be a unit of its own.
    if (!looksLikeUnit(right.replace(/等$/, ''))) continue;
    if (/[和与]/.test(word) && left.length < 3) continue;
    return [...splitJoined(left), right];
  }
  return [part];
}

const AREA =
  /^((?:[一-龥]{2,8}?(?:自治区|自治州|(?<![城都超门])市|省|县|区|州|盟|旗))|自治区|自治州|省|市(?!场)|县|区(?!域)|州|盟|旗)(委)?(?=[一-龥])/;
/** Organs of the centre: beside them nothing has a local prefix to share. */
const CENTRAL = /(?<!宣传|组织|统战|武装|工作|干|总)部$|总局$|总署$|^国家|^国务院|^中央/;
/** Offices of the party take the prefix 市委, not 市. */
const OF_THE_PARTY =
  /^(?:组织部|宣传部|统战部|政法委|政研室|编办|巡察办|网信办|改革办|深改办|台办|老干部局|机关工委|直属机关工委|保密办|督查室|办公室|农办|农工办)/;
/** What an elided prefix may be put before: the names of one level's own organs. */
const OWN_ORGAN = /(?:厅|局|委员会|委|办公室|办|部|室|中心|法院|检察院)$/;
const FOREIGN =
  /^(?:各|国家|国务院|中央|中国|中共|全|驻|人民银行|人行|银保监|海关|有关|相关|其他|税务总|电力|供电|邮政|移动|联通|电信|铁塔|武警)/;

/** `省科技厅、工业和信息化厅` → `省工业和信息化厅`: the first unit's prefix holds for those behind it that have none. */
function withPrefix(names: readonly string[]): string[] {
  if (names.some((name) => CENTRAL.test(name))) return [...names];
  let prefix = '';
  let party = '';
  return names.map((name) => {
    const found = AREA.exec(name);
    const [, area = '', ofParty = ''] = found ?? [];
    if (area !== '' && name.length > area.length + 1) {
      prefix = area;
      party = ofParty ? `${area}委` : party;
      return name;
    }
    if (prefix === '' || FOREIGN.test(name) || isGroup(name) || !OWN_ORGAN.test(name)) return name;
    if (OF_THE_PARTY.test(name) && party !== '') return `${party}${name}`;
    return `${prefix}${name}`;
  });
}

/** Read a list of units. Keeps unknown names as they are. */
export function readNames(list: string): NameList {
  let openEnded = false;
  const names: string[] = [];
  const put = (raw: string) => {
    const name = raw.replace(/^[\s　：:由请]+|[\s　。；;，,]+$/g, '').trim();
    if (name !== '') names.push(name);
  };
  for (const part of cut(list.trim(), /[、，,；;⏎\n　]/)) {
    // 等 ends a list only behind a name: 等级, 高等教育局 and 平等 are words.
    const etc =
      /^(.*?[一-龥）)])等(?=$|国务院|有关|相关|部门|单位|各|[及和与]|\d+个|[一二三四五六七八九十]+[个家])(.*)$/.exec(
        part,
      );
    if (!etc) {
      for (const one of splitJoined(part)) put(one);
      continue;
    }
    openEnded = true;
    const [, before = '', behind = ''] = etc;
    for (const one of splitJoined(before)) put(one);
    const rest = behind.replace(/^(?:\d+|[一二三四五六七八九十]+)[个家]/, '').replace(/^[及和与]/, '');
    if (rest !== '' && !/^(?:部门|单位)$/.test(rest)) for (const one of splitJoined(rest)) put(one);
    else if (/^(?:部门|单位)[及和与](.+)/.test(rest)) put(rest.replace(/^(?:部门|单位)[及和与]/, ''));
  }
  return { names: [...new Set(withPrefix(names))], openEnded };
}
