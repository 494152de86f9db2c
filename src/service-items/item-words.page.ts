/** What an item of service says in a reader's language: its limits, and each field as it stands in a change or a file. */
import type { PlanField, ServiceItemPlan } from '../../workflows/service-items/service-item.js';
import type { Limit } from '../../workflows/time-limits/clock.js';
import type { Reader } from '../http/reason-text.js';

type Names = ReadonlyMap<string, string>;

/** 「5 个工作日」. */
export const limitText = ({ n, unit }: Limit, { t }: Reader): string => t(`serviceItems:limit.${unit}`, { count: n });

/** The promised limit, 「即办」 where it is done on the spot. */
export const promisedText = ({ onTheSpot, promised }: ServiceItemPlan, reader: Reader): string =>
  onTheSpot ? reader.t('serviceItems:onTheSpot') : limitText(promised, reader);

/** The statutory limit, and that there is none. */
export const statutoryText = ({ statutory }: Pick<ServiceItemPlan, 'statutory'>, reader: Reader): string =>
  statutory ? limitText(statutory, reader) : reader.t('serviceItems:noStatute');

/** A field of an item as words; empty where it says nothing. */
export function fieldText(field: PlanField, plan: Partial<ServiceItemPlan>, names: Names, reader: Reader): string {
  const { t } = reader;
  const value = plan[field];
  if (value === undefined || value === null) return '';
  switch (field) {
    case 'department':
      return names.get(String(value)) ?? String(value);
    case 'kind':
      return t(`packs:matterKind.${String(value)}`);
    case 'onTheSpot':
    case 'inCentre':
      return t(value ? 'serviceItems:yes' : 'serviceItems:no');
    case 'promised':
    case 'statutory':
      return limitText(value as Limit, reader);
    default:
      return Array.isArray(value) ? value.join(t('common:listSeparator')) : String(value);
  }
}

/** The name of a field; the place of a service is another one than that of a source. */
export const fieldName = (field: PlanField, { t }: Reader): string =>
  t(`fields:${field === 'place' ? 'venue' : field}`);
