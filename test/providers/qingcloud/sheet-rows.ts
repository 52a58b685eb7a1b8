/** The example rows of the vendor's sheet, section 7, and of its captured answers; written by hand. */

export const listenerInLoadBalancer = {
  loadbalancer_listener_id: 'lbl-1234abcd',
  loadbalancer_listener_name: null,
  loadbalancer_id: 'lb-1234abcd',
  listener_port: 80,
  listener_protocol: 'http',
  backend_protocol: 'http',
  balance_mode: 'roundrobin',
  forwardfor: 0,
  session_sticky: '',
  healthy_check_method: 'tcp',
  healthy_check_option: '10|5|2|5',
  controller: 'self',
  create_time: '2013-09-25T00:38:46Z',
};

export const loadBalancer = {
  loadbalancer_id: 'lb-1234abcd',
  loadbalancer_name: '',
  description: null,
  status: 'active',
  transition_status: '',
  is_applied: 0,
  eips: [],
  cluster: [
    {
      eip_id: 'eip-ekre2wcl',
      eip_name: 'ip01',
      eip_addr: '139.198.11.67',
      instances: [{ instance_id: 'i-xngoyk71', vgw_mgmt_ip: '100.64.0.10' }],
    },
  ],
  vxnet_id: 'vxnet-0',
  private_ips: ['198.19.0.100'],
  loadbalancer_type: 0,
  security_group_id: '',
  create_time: '2013-09-24T15:41:49Z',
  status_time: '2013-09-24T15:41:49Z',
  listeners: [listenerInLoadBalancer],
};

export const inlinedBackends = [
  {
    loadbalancer_backend_id: 'lbb-z0k2bggx',
    loadbalancer_backend_name: null,
    weight: 5,
    port: 80,
    resource_id: 'i-6rxncvy1',
    loadbalancer_listener_id: 'lbl-r3c8ys2a',
    loadbalancer_id: 'lb-bnq972ht',
    create_time: '2013-09-30T23:13:01Z',
  },
  {
    loadbalancer_backend_id: 'lbb-zumc7oze',
    loadbalancer_backend_name: null,
    weight: 5,
    port: 80,
    resource_id: 'i-u1szvwkh',
    loadbalancer_listener_id: 'lbl-r3c8ys2a',
    loadbalancer_id: 'lb-bnq972ht',
    create_time: '2013-09-30T23:13:01Z',
  },
];

export const listenerWithBackends = {
  loadbalancer_listener_id: 'lbl-r3c8ys2a',
  loadbalancer_listener_name: null,
  loadbalancer_id: 'lb-bnq972ht',
  listener_port: 80,
  listener_protocol: 'http',
  backend_protocol: 'http',
  balance_mode: 'roundrobin',
  forwardfor: 1,
  listener_option: 2,
  session_sticky: 'insert|3600',
  healthy_check_method: 'tcp',
  healthy_check_option: '2|5|2|2',
  create_time: '2013-09-30T07:34:07Z',
  backends: inlinedBackends,
};

export const liveListener = {
  forwardfor: 0,
  listener_option: 0,
  healthy_check_option: '10|5|2|5',
  backend_protocol: 'tcp',
  healthy_check_method: 'tcp',
  console_id: 'qingcloud',
  disabled: 0,
  create_time: '2019-03-18T02:56:56Z',
  waf_domain_policies: [],
  owner: 'usr-kylwuKxL',
  balance_mode: 'roundrobin',
  listener_port_end: 0,
  session_sticky: 'insert|3600',
  listener_protocol: 'tcp',
  server_certificate_id: [],
  loadbalancer_listener_name: 'apiserver',
  controller: 'self',
  tunnel_timeout: 3600,
  loadbalancer_listener_id: 'lbl-b02v7jco',
  listener_port: 6443,
  root_user_id: 'usr-kylwuKxL',
  timeout: 50,
  loadbalancer_id: 'lb-hmaw5591',
};

export const instanceBackend = {
  loadbalancer_backend_id: 'lbb-zkwqbfu9',
  loadbalancer_backend_name: null,
  weight: 1,
  port: 80,
  resource_id: 'i-q9k5xmsl',
  loadbalancer_listener_id: 'lbl-8y72dig0',
  loadbalancer_id: 'lb-1234abcd',
  create_time: '2013-10-09T08:14:39Z',
};

export const routerBackend = {
  ...instanceBackend,
  loadbalancer_backend_id: 'lbb-wm7xquyx',
  port: 8081,
  resource_id: 'rtr-auehirx5',
};

export const instance = {
  instance_id: 'i-ogbndull',
  instance_name: '',
  description: null,
  instance_type: 'small_b',
  vcpus_current: 1,
  memory_current: 1024,
  status: 'running',
  transition_status: '',
  sub_code: 0,
  create_time: '2013-08-28T14:26:03Z',
  status_time: '2013-08-28T14:26:03Z',
  vxnets: [
    {
      vxnet_id: 'vxnet-0',
      vxnet_name: 'primary vxnet',
      vxnet_type: 1,
      nic_id: '52:54:ef:0c:ed:66',
      private_ip: '10.50.13.54',
    },
  ],
  eip: { eip_id: 'eip-1234abcd', eip_addr: '121.201.5.5', bandwidth: '50' },
  volume_ids: ['vol-g7xy7d6g', 'vol-jg7326gy'],
  keypair_ids: ['kp-bn2n77ow'],
  security_group: { is_default: 1, security_group_id: 'sg-z13kokni' },
  image: {
    image_id: 'centos64x64',
    image_name: 'CentOS 6.4 64bit',
    image_size: 20,
    platform: 'linux',
    os_family: 'centos',
    processor_type: '64bit',
    provider: 'system',
  },
};

/** The parts of a captured row of 2021 that differ; it was asked for in zone `sh1`. */
export const liveInstance = {
  instance_id: 'i-ets7af6q',
  instance_type: 's1.large.r1',
  instance_class: 101,
  zone_id: 'sh1b',
  eips: [],
  volumes: [],
  tags: [],
  label: null,
  graphics_port: '5954',
  vxnets: [
    {
      vxnet_id: 'vxnet-phgzwim',
      vxnet_type: 1,
      role: 1,
      private_ip: '192.168.8.3',
      ipv6_address: '',
      nic_id: '52:54:99:f4:da:2c',
      security_group: { security_group_id: 'sg-xmldyszl', is_default: 1 },
    },
  ],
  create_time: '2020-09-08T02:29:49Z',
  status_time: '2021-04-20T03:23:50Z',
};
