import { decode, encode } from '../codec/message';
import { deviceWith, ldWith, withLd } from '../device/device-state';
import { identifyComponent, responseLimit } from '../layouts/fm-dcd';
import { abortLadder, limitLadder } from '../rules/component';
import { checked, done, limitOf, type Command } from './command';
import { codeNumber } from '../layouts/return-code';

const ALL_ONES = 0xffff_ffff_ffff_ffffn;
const ABORTABLE = 0x80;

const identify: Command = {
  opcode: 0x0001,
  name: 'Identify',
  section: '8.2.9.1.1',
  length: 0,
  reply: identifyComponent,
  run({ device, profile, cci }) {
    const serial = device.config.serial;
    return done(
      device,
      cci === 'switch'
        ? encode(identifyComponent, {
            ...profile.identities.switch,
            serial: ALL_ONES,
            messageLimit: profile.switchMessageLimit,
          })
        : encode(identifyComponent, {
            ...profile.identities.type3,
            serial: serial === undefined ? ALL_ONES : BigInt(serial),
            messageLimit: limitOf({ device, profile, cci }),
          }),
    );
  },
};

const backgroundStatus: Command = {
  opcode: 0x0002,
  name: 'Background Operation Status',
  section: '8.2.9.1.2',
  length: 0,
  // Of the switch: it runs no background command here.
  run: ({ device }) => done(device, new Uint8Array(8)),
};

const getLimit: Command = {
  opcode: 0x0003,
  name: 'Get Response Message Limit',
  section: '8.2.9.1.3',
  length: 0,
  reply: responseLimit,
  run: ({ device }) => done(device, encode(responseLimit, { limit: device.responseLimit })),
};

const setLimit: Command = {
  opcode: 0x0004,
  name: 'Set Response Message Limit',
  section: '8.2.9.1.4',
  ladder: limitLadder,
  length: 1,
  request: responseLimit,
  reply: responseLimit,
  run(context, payload) {
    const { limit } = decode(responseLimit, payload).header;
    const { responseLimits } = context.profile;
    return checked(context, limitLadder, { limit, ...responseLimits }, () =>
      done(deviceWith(context.device, { responseLimit: limit }), encode(responseLimit, { limit })),
    );
  },
};

const abort: Command = {
  opcode: 0x0005,
  name: 'Request Abort Background Operation',
  section: '8.2.9.1.5',
  ladder: abortLadder,
  length: 0,
  run(context) {
    const { device, ld } = context;
    const { background } = ld;
    const effects = context.profile.effects.primary[background.opcode] ?? 0;
    // The switch runs no background command here: there is none to abort.
    const abortable = context.cci === 'primary' && (effects & ABORTABLE) !== 0;
    return checked(context, abortLadder, { background, abortable }, () => {
      const stops = background.runtime > 0 && background.percent < context.profile.abortableBelow;
      if (!stops) return done(device);
      const returnCode = codeNumber('aborted');
      return done(
        withLd(
          device,
          ldWith(ld, {
            background: {
              ...background,
              aborted: true,
              returnCode,
              runtime: 0,
              timer: undefined,
            },
          }),
        ),
      );
    });
  },
};

/** Command set 00h, the component itself. */
export const componentCommands: readonly Command[] = [
  identify,
  backgroundStatus,
  getLimit,
  setLimit,
  abort,
];
