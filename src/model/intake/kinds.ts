/** What a line of pasted text can be, and what it is called beside the line. */
export const lineKinds = {
  request: 'QMP request',
  reply: 'QMP reply',
  greeting: 'QMP greeting',
  event: 'QMP event',
  commandLine: 'QEMU command line',
  command: 'mailbox command',
  response: 'mailbox response',
  kernel: 'kernel log',
  trace: 'trace of the kernel',
  inject: 'line for cxl_test',
  shell: 'shell command',
  shorthand: 'ranges in MiB',
  hostState: 'what the host lists',
  deviceState: 'what the device lists',
  scenario: 'scenario file',
  link: 'DCDscope link',
  aside: 'set aside',
  unread: 'not understood',
} as const;

export type LineKind = keyof typeof lineKinds;
