import { z } from 'zod';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { optional, readPage, type PageLimits } from '../../v3/parameters.js';
import { filterInstances } from '../filter-instances.js';
import { PAGE_DEFAULT } from '../limits.js';
import type { Instance } from '../records.js';
import { renderRows } from '../render-rows.js';
import { idPaging } from '../settings.js';
import type { Area } from './area.js';
import { checkNames } from './check-names.js';
import { maintenanceOf, tagsOf, toDeviceRow } from './instance.js';
import { machineTotal, trashedMachines } from './settings.js';

/** The maximum is documented for this call. */
const PAGING: PageLimits = { usual: PAGE_DEFAULT, most: 100 };

const STANDARD = 'standard';

const declaration = z.object({
  Offset: z.int(),
  Limit: z.int(),
  DeviceClassCode: optional.text,
  InstanceIds: optional.texts(),
  WanIps: optional.texts(),
  LanIps: optional.texts(),
  Alias: optional.text,
  VagueIp: optional.text,
  DeadlineStartTime: optional.text,
  DeadlineEndTime: optional.text,
  AutoRenewFlag: z.int().min(0).max(1).optional(),
  VpcId: optional.text,
  SubnetId: optional.text,
  Tags: z.array(z.object({ TagKey: z.string(), TagValues: z.array(z.string()) })).optional(),
  DeviceType: optional.text,
  IsLuckyDevice: z.int().min(0).max(1).optional(),
  OrderField: optional.text,
  Order: z.int().min(0).max(1).optional(),
  MaintainStatus: z.enum(['Maintain', 'WillExpire', 'Expire']).optional(),
});

type Parameters = z.infer<typeof declaration>;

/** DescribeDevices: the machines of the region that every given filter lets through. */
export const listInstances = createAction<Area, Parameters>({
  declaration,
  paging: PAGING,
  select({ parameters, region, settings, codes }) {
    const { InstanceIds: ids = [], LanIps: lanIps = [], WanIps: wanIps = [], OrderField } = parameters;
    const lists = { InstanceIds: ids, LanIps: lanIps, WanIps: wanIps };
    const tooMany = checkNames(lists, { codes, settings });
    if (tooMany) return tooMany;
    const page = readPage(parameters, PAGING, codes, settings);
    if (page.kind === 'refusal') return page;
    const filter = {
      ids,
      lanIps,
      wanIps,
      alias: parameters.Alias,
      deadlineFrom: parameters.DeadlineStartTime,
      deadlineTo: parameters.DeadlineEndTime,
      fields: {
        unVpcId: parameters.VpcId,
        unSubnetId: parameters.SubnetId,
        deviceClassCode: parameters.DeviceClassCode,
        autoRenewFlag: parameters.AutoRenewFlag?.toString(),
      },
    };
    const found = filterInstances(listedIn(region, settings), filter).filter((row) =>
      matchesRest(row, parameters),
    );
    const { offset, limit } =
      ids.length > 0 && settings.get(idPaging) === 'whole' ? { offset: 0, limit: found.length } : page;
    const toRow = (row: Instance): WireRow => toDeviceRow(row, settings);
    const sorted = OrderField ? sortRows(found.map(toRow), OrderField, parameters.Order === 1) : null;
    const rows = sorted
      ? sorted.slice(offset, offset + limit)
      : renderRows(found, toRow, 'InstanceId', settings, { offset, limit });
    return {
      kind: 'listing',
      rows,
      total: (settings.get(machineTotal) === 'page' ? rows : found).length,
      traits: { id: 'InstanceId', enumerated: 'DeviceStatus', optional: 'Alias' },
      narrowed: ids.length > 0,
      wrap: (DeviceInfoSet, TotalCount) => ({ TotalCount, DeviceInfoSet }),
    };
  },
});

function listedIn(region: Area, settings: Settings): readonly Instance[] {
  const { instances, trashed } = region.index();
  return settings.get(trashedMachines) === 'present' ? [...instances, ...trashed] : instances;
}

/** What API 2.0 has no filter for. Every machine is of the standard type, and none is bought at auction. */
function matchesRest(
  row: Instance,
  { VagueIp = '', Tags = [], DeviceType = STANDARD, IsLuckyDevice = 0, MaintainStatus }: Parameters,
): boolean {
  const tags = tagsOf(row);
  return (
    [...row.privateAddresses, ...row.publicAddresses].some((address) => address.includes(VagueIp)) &&
    Tags.every((wanted) =>
      tags.some(
        ({ TagKey, TagValues }) =>
          TagKey === wanted.TagKey &&
          (wanted.TagValues.length === 0 || TagValues.some((value) => wanted.TagValues.includes(value))),
      ),
    ) &&
    DeviceType === STANDARD &&
    IsLuckyDevice === 0 &&
    (MaintainStatus === undefined || maintenanceOf(row) === MaintainStatus)
  );
}

/** By the text of a field of the rows: which ones the vendor takes is not documented. */
function sortRows(rows: readonly WireRow[], field: string, descending: boolean): WireRow[] {
  const keyOf = (row: WireRow): string => JSON.stringify(row[field] ?? '');
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) < keyOf(b) ? -direction : direction));
}
