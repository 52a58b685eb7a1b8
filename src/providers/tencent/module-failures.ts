import { busy, failing, missing, rejected, type FailureClass, type ModuleFailure } from './failures.js';

function row(code: number, codeDesc: string | null, means: FailureClass): ModuleFailure {
  return { code, codeDesc, means };
}

/** Another operation on the load balancer is under way: the only code of this product that is known. */
export const clbModuleFailures: readonly ModuleFailure[] = [
  row(12003, 'IncorrectStatus.LBWrongStatus', busy),
];

/**
 * Bare metal's codes, as the pages of its calls list them; the negative ones have no pattern. DescribeHostedDevice lists
 * 18100, 18021 and 18022 without a meaning: they are not here, so that the public code tells it.
 */
export const bmlbModuleFailures: readonly ModuleFailure[] = [
  // Of the read calls. `InvalidParameter` is the public name of 4000, too, and tells no module code.
  row(9003, null, rejected),
  row(10001, null, rejected),
  // One number, two names: load balancers, hosted machines.
  row(9006, 'InternalError.CCDBAbnormal', failing),
  row(9006, 'InternalError.DbError', failing),
  row(9001, 'InternalError.DbError', failing),
  row(11060, 'InternalError.TGWAbnormal', failing),
  row(14100, 'InternalError.BmApiAbnormal', failing),
  row(28000, 'InternalError.VPCAbnormal', failing),
  row(11041, 'InvalidParameter.CCDBLBNotExist', missing),
  row(30002, 'InvalidParameter.TmIDNotExist', missing),
  // A network is never what a look-up is about.
  row(-3047, 'InvalidBmVpc.NotFound', rejected),

  // Documented for write calls alone; whether a read of what is gone or busy ever tells them is not known.
  row(-12023, 'InvalidL4Listener.NotExist', missing),
  row(-12000, 'InvalidL7Listener.NotExist', missing),
  row(-12024, 'InvalidVmIp.NotExist', missing),
  row(30011, 'InvalidRs.NotExist', missing),
  row(12003, 'IncorrectStatus.LBWrongStatus', busy),
  row(-12021, 'IncorrectStatus.L4ListenerWrongStatus', busy),
  row(-12010, 'IncorrectStatus.ListenerWrongStatus', busy),
  row(-12011, 'IncorrectStatus.ForwardRuleWrongStatus', busy),
  row(-21001, 'InvalidStatus.LBInvalidStatus', busy),
  row(-21000, 'InvalidStatus.DeviceInvalidStatus', busy),
  row(20002, 'InvalidParameter.VpcIdSubnetIdNotExist', rejected),
  row(-12022, 'InvalidParameter.InvalidMultiL4VportToRsport', rejected),
  row(-12013, 'InvalidParameter.VportIsDuplicate', rejected),
  row(-12025, 'InvalidVmIp.AlreadyExist', rejected),
  row(12013, 'InvalidResource.BindCPMNumberOverLimit', rejected),
  row(12014, 'InvalidResource.ListenerNumberOverLimit', rejected),
  // Limits and texts, of which the names are not known.
  ...[12010, 12011, -12007, -12008, -12015, -12016, -12017, -12019].map((code) => row(code, null, rejected)),
];
