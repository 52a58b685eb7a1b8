import type { InstanceStatus } from '../../model/instance.js';

/** Of bmc, vm and zec, which each know some of them; RECYCLE and RECYCLING are the recycle bin. */
export const instanceStatuses: Readonly<Record<string, InstanceStatus>> = {
  pending: 'PENDING',
  creating: 'PENDING',
  installing: 'PENDING',
  deploying: 'PENDING',
  rebuilding: 'PENDING',
  running: 'RUNNING',
  booting: 'STARTING',
  reboot: 'REBOOTING',
  stopping: 'STOPPING',
  stopped: 'STOPPED',
  create_failed: 'FAILED',
  install_failed: 'FAILED',
  imaging: 'MAINTENANCE',
  releasing: 'TERMINATED',
  recycle: 'TERMINATED',
  recycling: 'TERMINATED',
};
