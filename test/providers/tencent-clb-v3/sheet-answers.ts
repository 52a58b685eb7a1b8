/** The example answers of API 3.0 that the fact sheet gives, essentials only. */
export const answers = {
  targets: {
    Response: {
      Listeners: [
        {
          ListenerId: 'lbl-4fo6k8na',
          Protocol: 'HTTP',
          Port: 80,
          Rules: [
            {
              LocationId: 'loc-o9732aw0',
              Domain: 'www.123.com',
              Url: '/',
              Targets: [
                {
                  Type: 'cvm',
                  PrivateIpAddresses: ['172.16.0.12'],
                  EniId: '',
                  PublicIpAddresses: null,
                  InstanceName: 'abcd1234',
                  Port: 555,
                  Weight: 10,
                  InstanceId: 'ins-19425y2y',
                  RegisteredTime: '2019-07-12 16:22:02',
                },
              ],
              FunctionTargets: [],
            },
          ],
          Targets: null,
        },
        {
          ListenerId: 'lbl-4ue2rpl2',
          Protocol: 'TCP',
          Port: 888,
          Rules: null,
          Targets: [
            {
              Type: 'cvm',
              PrivateIpAddresses: ['172.16.0.12'],
              EniId: '',
              PublicIpAddresses: null,
              InstanceName: 'abcd1234',
              Port: 666,
              Weight: 40,
              InstanceId: 'ins-19425y2y',
              RegisteredTime: '2019-07-12 16:22:54',
            },
          ],
        },
      ],
      RequestId: 'a5cbe92d-c7f2-41d4-8343-3cb42c3fd1dd',
    },
  },
  /** The target whose health the example below tells, as the other call would list it. */
  targetsOfChecked: {
    Response: {
      Listeners: [
        {
          ListenerId: 'lbl-fs9naq76',
          Protocol: 'TCP',
          Port: 789,
          Rules: null,
          Targets: [
            {
              Type: 'CVM',
              InstanceId: 'ins-19425500',
              Port: 2020,
              Weight: 10,
              PrivateIpAddresses: ['172.16.0.6'],
            },
          ],
        },
      ],
      RequestId: 'r',
    },
  },
  health: {
    Response: {
      LoadBalancers: [
        {
          LoadBalancerId: 'lb-qc2iq5yc',
          LoadBalancerName: 'lb-test123',
          Listeners: [
            {
              ListenerId: 'lbl-fs9naq76',
              ListenerName: 'tcp_test',
              Protocol: 'TCP',
              Port: 789,
              Rules: [
                {
                  Url: null,
                  Domain: null,
                  LocationId: 'loc-ewygg6i0',
                  Targets: [
                    {
                      HealthStatus: false,
                      IP: '172.16.0.6',
                      TargetId: 'ins-19425500',
                      Port: 2020,
                      HealthStatusDetail: 'Dead',
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
      RequestId: '9d45e1ec-720c-4ce1-860e-e338e273e77e',
    },
  },
  classicTargets: {
    Response: {
      Targets: [
        {
          Type: 'CVM',
          InstanceId: 'ins-odjhn6vc',
          Weight: 30,
          InstanceName: 'vpc02',
          PrivateIpAddresses: ['10.104.63.53'],
          PublicIpAddresses: [],
          RunFlag: 2,
        },
      ],
      RequestId: '1e241bcf-4091-481e-9d81-8c0d01d3f82d',
    },
  },
  classicListeners: {
    Response: {
      Listeners: [
        {
          ListenerId: 'lbl-3jur3gei',
          ListenerPort: 80,
          InstancePort: 8080,
          ListenerName: 'HTTP-LISTENER',
          Protocol: 'tcp',
          SessionExpire: 0,
          HealthSwitch: 1,
          TimeOut: 2,
          IntervalTime: 5,
          HealthNum: 3,
          UnhealthNum: 3,
          HttpHash: '',
          HttpCode: 31,
          HttpCheckPath: '',
          SSLMode: '',
          CertId: '',
          CertCaId: '',
          Status: 1,
        },
      ],
      RequestId: '5da375f4-214d-42bb-8d50-e74bf556b38f',
    },
  },
};
