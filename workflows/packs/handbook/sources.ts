/** The documents the shipped pack is built from, as the handbook's list of sources names them (HANDBOOK, Sources). */
import type { Citation } from '../pack.js';

const source =
  (document: string, address: string) =>
  (place: string): Citation => ({ document, place, address });

export const licensingAct = source(
  '中华人民共和国行政许可法（2019修正）',
  'github.com/LawRefBook/Laws 行政法/行政许可法',
);
export const civilServantAct = source(
  '中华人民共和国公务员法（2018修订）',
  'github.com/LawRefBook/Laws 行政法/公务员法',
);
export const supervisionAct = source(
  '中华人民共和国监察法（2024修正）',
  'github.com/LawRefBook/Laws 宪法相关法/监察法',
);
export const inspectionOrder = source(
  '政府督查工作条例（2020）',
  'github.com/LawRefBook/Laws 行政法规/政府督查工作条例',
);
export const order24 = source(
  '广西壮族自治区人民政府令第24号（2007）',
  'jendow.com.tw/wiki/廣西壯族自治區行政過錯責任追究辦法',
);
export const firstContactTianjin = source('首问负责制（天津）', 'hzb.tjtc.edu.cn/info/1027/3867.htm');
export const firstContactQuery = source('首问负责制（查询与申辩）', 'xhxzfw.cn/show-245-3723-1.html');
export const firstContactReceipt = source('首问负责制（登记与回执）', 'code.fabao365.com/law_575490_2.html');
export const windowPapers = source('窗口交接规定', 'fymate.net/html/text/lar/169508/16950875_2.html');
export const weifangHotline = source('潍坊市12345政务服务便民热线条例', '');
export const anyangServices = source('安阳市政务服务条例（2021）', 'github.com/LawRefBook/Laws 安阳市政务服务条例');
export const excludedTime = source(
  '限时办结规定（除外时间与延期）',
  'fsou.net.cn/html/text/lar/170496/17049659_1.html',
);
export const nextDayStart = source('限时办结规定（次日起算）', 'trickapps.com/news_view_37_600.html');
export const promiseHebei = source('河北省承诺时限规定', 'law97.infoeach.com/view-OTd8MTI2OTQx.html');
export const noStatuteLimit = source(
  '限时办结规定（无法定期限）',
  'jabche.com/wlht/zfxxgk52/fdzdgknr55/yhyshj/5722139/index.html',
);
export const shijiazhuang = source(
  '石家庄市行政效能规定（2013）',
  'heb.hebei.com.cn/system/2013/11/18/013073296.shtml',
);
export const otherMatters = source('其他事项办理期限规定', 'm.jianbiaoku.com/webarbs/book/165754/4722263.shtml');
export const electronicSupervision = source('电子监察规定', 'fsou.net/html/text/lar/170306/17030624_1.html');
export const admonitionZhejiang = source('浙江省影响机关工作效能行为责任追究规定', 'e-gov.org.cn/article-8293.html');
export const admonitionPeriod = source('效能告诫规定', 'lygzb.net/html/text/lar/171943/17194324_2.html');
export const countyLadder = source('县级责任追究办法（累计）', 'ask.fsou.com/html/text/lar/173326/17332672_4.html');
export const decisionHohhot = source('行政责任追究规定（决定与复核）', 'fsou.net/html/text/lar/170446/17044690_3.html');
export const complaintClock = source('机关效能投诉处理规定', 'zjjnews.cn/news/government_14118.html');
export const cadreAccountability = source('党政领导干部问责规定', '78911.com.cn/XinZhengCe/605809-7.html');
export const hangzhouPerformance = source(
  '杭州市绩效管理条例（2015）',
  'github.com/LawRefBook/Laws 杭州市绩效管理条例',
);
export const speech001 = source('全市作风效能建设第三阶段工作讲话（种子文件001）', '');
export const speech002 = source('全县机关效能建设工作会议讲话（种子文件002）', '');
/** A number that no regulation read so far gives: a starting point of this product, for the office to set. */
export const startingPoint = source('本系统预设，待办公室确定', '');
