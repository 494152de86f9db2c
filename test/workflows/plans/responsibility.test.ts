import { describe, expect, it } from '@jest/globals';
import { readResponsibility } from '../../../workflows/plans/responsibility.js';

const read = (content: string, firstLeads = false, atEnd = false) => {
  const found = readResponsibility(content, { firstLeads }, atEnd);
  return found && [found.lead, found.departments, found.joint];
};

describe('a bracket that says who is responsible', () => {
  it.each([
    ['国家发展改革委牵头，国务院相关部门及各地区按职责分工负责', '国家发展改革委', ['国务院相关部门', '各地区'], false],
    ['国家知识产权局负责', '国家知识产权局', [], false],
    [
      '商务部、市场监管总局等国务院相关部门及各地区按职责分工负责',
      null,
      ['商务部', '市场监管总局', '国务院相关部门', '各地区'],
      true,
    ],
    ['国务院办公厅牵头，各地区、各部门负责', '国务院办公厅', ['各地区', '各部门'], false],
    ['各地区、各部门负责', null, ['各地区', '各部门'], true],
    ['负责部门：商务部、海关总署；适用范围：浙江自贸试验区', null, ['商务部', '海关总署'], true],
    ['负责部门：自然资源部', '自然资源部', [], false],
    [
      '牵头单位：市发改委；责任单位：市财政局、市审计局；完成时限：2020年12月底前',
      '市发改委',
      ['市财政局', '市审计局'],
      false,
    ],
    [
      '牵头单位:市住建局 配合单位:市城管局、各县（市、区）人民政府',
      '市住建局',
      ['市城管局', '各县（市、区）人民政府'],
      false,
    ],
    ['市委组织部牵头，市人社局配合', '市委组织部', ['市人社局'], false],
    ['由市商务局牵头，市财政局、市税务局参与', '市商务局', ['市财政局', '市税务局'], false],
    ['发展改革委会同财政部、商务部负责', '发展改革委', ['财政部', '商务部'], false],
    ['各省级人民政府，国务院有关部门按职责分工负责', null, ['各省级人民政府', '国务院有关部门'], true],
    ['省科技厅、工业和信息化厅按职责分工负责', null, ['省科技厅', '省工业和信息化厅'], true],
    ['市发改委、市财政局牵头，市审计局配合', null, ['市审计局'], false],
    ['市发改委牵头，2020年6月底前完成', '市发改委', [], false],
  ])('%s', (content, lead, departments, joint) => {
    expect(read(content)).toEqual([lead, departments, joint]);
  });

  it('lets the first unit lead where the document says so, and from there on', () => {
    const said = '税务总局、财政部、海关总署负责，排在第一位的部门为牵头部门，下同';
    const found = readResponsibility(said, { firstLeads: false });
    expect(found).toMatchObject({ lead: '税务总局', departments: ['财政部', '海关总署'], firstLeadsFromHere: true });
    expect(found?.basis.lead).toBe('inferred:firstLeads');
    expect(read('商务部、海关总署负责', true)).toEqual(['商务部', ['海关总署'], false]);
    expect(read('海关总署、商务部等有关部门负责', true)).toEqual(['海关总署', ['商务部', '有关部门'], false]);
  });

  it('asks when several are said to lead', () => {
    const found = readResponsibility('市发改委、市财政局牵头，市审计局配合', { firstLeads: false });
    expect(found).toMatchObject({ lead: null, leads: ['市发改委', '市财政局'], basis: { lead: 'asked' } });
  });

  it('takes bare names only at the end of an item', () => {
    expect(read('省发展改革委、省财政厅', false, true)).toEqual([null, ['省发展改革委', '省财政厅'], true]);
    expect(read('省发展改革委、省财政厅', false, false)).toBeNull();
  });

  it.each([
    '仅销售预包装食品',
    '包括设计、施工、监理、检测、造价咨询等所有工程建设相关主体',
    '此件公开发布',
    '实行首席负责制',
    '国家法律法规暂不允许的除外',
    '以下简称自贸试验区',
    '市、区',
    '须经交易双方确认',
    '工程勘察除外',
  ])('leaves alone what says something else: %s', (content) => {
    expect(readResponsibility(content, { firstLeads: true }, true)).toBeNull();
  });
});
