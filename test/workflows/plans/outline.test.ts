import { describe, expect, it } from '@jest/globals';
import { outline, pathOf } from '../../../workflows/plans/outline.js';

const shape = (text: string) =>
  outline(text).nodes.map((node) => [...pathOf(node), `${node.number}${node.heading}`].join(' > '));

describe('an outline', () => {
  it('is found with line breaks', () => {
    const text =
      '通知\n一、总体要求\n各地要认真落实。\n二、主要任务\n（一）打造制造中心。\n1.拓展市场。推广试点。\n2.提前适用。可以享受。\n（二）打造研发中心。\n3.促进研发。免于提交。';
    expect(shape(text)).toEqual([
      '一、总体要求',
      '二、主要任务',
      '二、主要任务 > （一）打造制造中心',
      '二、主要任务 > （一）打造制造中心 > 1.拓展市场',
      '二、主要任务 > （一）打造制造中心 > 2.提前适用',
      '二、主要任务 > （二）打造研发中心',
      '二、主要任务 > （二）打造研发中心 > 3.促进研发',
    ]);
  });

  it('is found in a document that arrives as one line', () => {
    const text =
      '现提出以下意见。一、持续提升便利度（一）优化审批流程。加快落地。（甲负责）（二）提升审批效率。全面推行。（乙负责）二、简化条件（三）降低门槛。清理条件。';
    expect(shape(text)).toEqual([
      '一、持续提升便利度',
      '一、持续提升便利度 > （一）优化审批流程',
      '一、持续提升便利度 > （二）提升审批效率',
      '二、简化条件',
      '二、简化条件 > （三）降低门槛',
    ]);
  });

  it('takes mentions, decimals and years for what they are', () => {
    const text =
      '一、任务\n（一）压缩时间。按照第（二）项和前款（一）的要求，提高1.5个百分点，2020.12完成。\n（二）公开。按本意见（三）办理。';
    expect(shape(text)).toEqual(['一、任务', '一、任务 > （一）压缩时间', '一、任务 > （二）公开']);
  });

  it('knows circled and bracketed numbers', () => {
    const text = '1.考勤\n①未执行不得分\n②档案不齐扣2分\n2.公示\n（1）设去向牌\n（2）设座位牌';
    expect(outline(text).nodes.map(({ level, number }) => `${level}${number}`)).toEqual([
      '31.',
      '5①',
      '5②',
      '32.',
      '4（1）',
      '4（2）',
    ]);
  });
});
