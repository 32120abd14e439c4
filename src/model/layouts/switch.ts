import { at, hexBytes, layout, reserved, u16, u8, type Read } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Identify Switch Device, 5100h (CXL r3.1 7.6.7.1.1). */
const identity = layout('Identify Switch Device reply', {
  ingressPort: at(0x00, u8, 'Ingress port'),
  reserved: at(0x01, reserved(1)),
  ports: at(0x02, u8, 'Physical ports'),
  switches: at(0x03, u8, 'Virtual CXL switches'),
  activePorts: at(0x04, hexBytes(32), 'Active ports'),
  activeSwitches: at(0x24, hexBytes(32), 'Active virtual CXL switches'),
  bridges: at(0x44, u16, 'vPPBs'),
  boundBridges: at(0x46, u16, 'Bound vPPBs'),
  decoders: at(0x48, u8, 'HDM decoders per upstream port'),
});

export const switchIdentity: Message<Read<typeof identity>> = {
  name: 'Identify Switch Device reply',
  header: identity,
};

/** Get Physical Port State, 5101h (CXL r3.1 7.6.7.1.2). */
const portsAsked = layout('Get Physical Port State request', {
  count: at(0x00, u8, 'Number of ports'),
});
const portAsked = layout('Port', { port: at(0x00, u8, 'Port') });

export const portStateRequest: Message<Read<typeof portsAsked>, Read<typeof portAsked>> = {
  name: 'Get Physical Port State request',
  header: portsAsked,
  items: itemsCountedBy('count', portsAsked, { name: 'ports', layout: portAsked }),
};

const portsTold = layout('Get Physical Port State reply', {
  count: at(0x00, u8, 'Number of ports'),
  reserved: at(0x01, reserved(3)),
});

const portTold = layout('Port information', {
  port: at(0x00, u8, 'Port'),
  configuration: at(0x01, u8, 'Configuration state'),
  deviceMode: at(0x02, u8, 'Connected device mode'),
  reserved: at(0x03, reserved(1)),
  deviceType: at(0x04, u8, 'Connected device type'),
  modes: at(0x05, u8, 'Supported CXL modes'),
  maximumWidth: at(0x06, u8, 'Maximum link width'),
  width: at(0x07, u8, 'Negotiated link width'),
  speeds: at(0x08, u8, 'Supported link speeds'),
  maximumSpeed: at(0x09, u8, 'Maximum link speed'),
  speed: at(0x0a, u8, 'Current link speed'),
  trainingState: at(0x0b, u8, 'LTSSM state'),
  firstLane: at(0x0c, u8, 'First lane'),
  linkState: at(0x0d, u16, 'Link state'),
  devices: at(0x0f, u8, 'Supported LDs'),
});

export const portStateReply: Message<Read<typeof portsTold>, Read<typeof portTold>> = {
  name: 'Get Physical Port State reply',
  header: portsTold,
  items: itemsCountedBy('count', portsTold, { name: 'ports', layout: portTold }),
};

/** Bytes before the ports of a reply, and bytes of each. */
export const PORTS_HEAD = portsTold.size;
export const PORT_BYTES = portTold.size;

/** Physical Port Control, 5102h (CXL r3.1 7.6.7.1.3). */
const control = layout('Physical Port Control request', {
  port: at(0x00, u8, 'Port'),
  operation: at(0x01, u8, 'Operation (0 assert, 1 deassert PERST, 2 reset)'),
});

export const portControlRequest: Message<Read<typeof control>> = {
  name: 'Physical Port Control request',
  header: control,
};
