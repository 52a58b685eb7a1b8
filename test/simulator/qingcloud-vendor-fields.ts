/**
 * `vendorFields` per object: each field that the sheet's object table lists, less those that a field of the
 * schema already gives (ids, names, status, addresses, ports, times with a schema field) and secrets.
 */
export const loadBalancerVendorFields: readonly string[] = [
  'description',
  'transition_status',
  'is_applied',
  'private_ips',
  'loadbalancer_type',
  'security_group_id',
  'status_time',
];

/** `create_time` is here because a Listener has no `createdAt`. */
export const listenerVendorFields: readonly string[] = [
  'backend_protocol',
  'forwardfor',
  'listener_option',
  'timeout',
  'tunnel_timeout',
  'scene',
  'server_certificate_id',
  'disabled',
  'create_time',
];

export const backendVendorFields: readonly string[] = ['disabled', 'loadbalancer_policy_id'];

/** `image` without `default_passwd`; `security_group`, `volume_ids` and `keypair_ids` come at verbose 1. */
export const instanceVendorFields: readonly string[] = [
  'description',
  'transition_status',
  'instance_type',
  'instance_class',
  'vcpus_current',
  'memory_current',
  'image',
  'security_group',
  'volume_ids',
  'keypair_ids',
  'status_time',
];
