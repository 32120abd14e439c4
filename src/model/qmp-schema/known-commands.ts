import type { Release } from './injections';

/** What QEMU asks of a command's arguments first, as far as it is known without knowing the command. */
export type Needs =
  /** It may do with none. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  /** One it cannot do without, and the optional ones that are looked at before it. */
  | { readonly kind: 'some'; readonly first: string; readonly before: readonly string[] };

type Group = readonly [names: string, ...releases: Release[]];

/**
 * The commands of QEMU 8.2.2 (Ubuntu), 10.0.2 and 11.1.3 (Debian), from query-commands and query-qmp-schema of the
 * builds for x86: `()` takes no argument, `(a?,b)` looks at a and cannot do without b, a bare name may do with none.
 */
const commands: readonly Group[] = [
  [
    `
  add-fd add_client(protocol) announce-self(initial) balloon(value) block-commit(job-id?,device)
  block-dirty-bitmap-add(node) block-dirty-bitmap-clear(node) block-dirty-bitmap-disable(node)
  block-dirty-bitmap-enable(node) block-dirty-bitmap-merge(node) block-dirty-bitmap-remove(node)
  block-export-add(type) block-export-del(id) block-job-cancel(device) block-job-change(id)
  block-job-complete(device) block-job-dismiss(id) block-job-finalize(id)
  block-job-pause(device) block-job-resume(device) block-job-set-speed(device)
  block-latency-histogram-set(id) block-set-write-threshold(node-name)
  block-stream(job-id?,device) block_resize(device?,node-name?,size)
  block_set_io_throttle(device?,id?,bps) blockdev-add(driver) blockdev-backup(job-id?,device)
  blockdev-change-medium(device?,id?,filename) blockdev-close-tray blockdev-create(job-id)
  blockdev-del(node-name) blockdev-insert-medium(id) blockdev-mirror(job-id?,device)
  blockdev-open-tray blockdev-remove-medium(id) blockdev-reopen(options) blockdev-snapshot(node)
  blockdev-snapshot-delete-internal-sync(device) blockdev-snapshot-internal-sync(device)
  blockdev-snapshot-sync(device?,node-name?,snapshot-file) calc-dirty-rate(calc-time)
  cancel-vcpu-dirty-limit change-backing-file(device) change-vnc-password(password)
  chardev-add(id) chardev-change(id) chardev-remove(id) chardev-send-break(id)
  client_migrate_info(protocol) closefd(fdname) cont() cxl-inject-correctable-error(path)
  cxl-inject-dram-event(path) cxl-inject-general-media-event(path)
  cxl-inject-memory-module-event(path) cxl-inject-poison(path)
  cxl-inject-uncorrectable-errors(path) device-list-properties(typename) device_add(driver)
  device_del(id) display-reload(type) display-update(type) drive-backup(job-id?,device)
  drive-mirror(job-id?,device) dump-guest-memory(paging) dumpdtb(filename) eject
  expire_password(protocol) getfd(fdname) human-monitor-command(command-line) inject-nmi()
  input-send-event(device?,head?,events) job-cancel(id) job-complete(id) job-dismiss(id)
  job-finalize(id) job-pause(id) job-resume(id) memsave(val) migrate migrate-continue(state)
  migrate-incoming migrate-pause() migrate-recover(uri) migrate-set-capabilities(capabilities)
  migrate-set-parameters migrate-start-postcopy() migrate_cancel()
  nbd-server-add(name?,description?,device) nbd-server-remove(name) nbd-server-stop()
  netdev_add(id) netdev_del(id) object-add(qom-type) object-del(id) pmemsave(val)
  qmp_capabilities qom-get(path) qom-list(path) qom-list-properties(typename) qom-list-types
  qom-set(path) query-acpi-ospm-status() query-audiodevs() query-balloon() query-block-exports()
  query-block-jobs() query-blockstats query-chardev() query-chardev-backends()
  query-colo-status() query-command-line-options query-commands() query-cpu-definitions()
  query-cpu-model-expansion(type) query-cpus-fast() query-cryptodev() query-current-machine()
  query-dirty-rate query-display-options() query-dump() query-dump-guest-memory-capability()
  query-fdsets() query-hotpluggable-cpus() query-hv-balloon-status-report() query-iothreads()
  query-jobs() query-kvm() query-memdev() query-memory-devices() query-memory-size-summary()
  query-mice() query-migrate() query-migrate-capabilities() query-migrate-parameters()
  query-name() query-named-block-nodes query-pci() query-pr-managers() query-qmp-schema()
  query-replay() query-rocker(name) query-rocker-of-dpa-flows(name)
  query-rocker-of-dpa-groups(name) query-rocker-ports(name) query-rx-filter query-sev()
  query-sev-attestation-report(mnonce) query-sev-capabilities() query-sev-launch-measure()
  query-sgx() query-sgx-capabilities() query-spice() query-stats(target) query-stats-schemas
  query-status() query-target() query-tpm() query-tpm-models() query-tpm-types() query-uuid()
  query-vcpu-dirty-limit() query-version() query-vm-generation-id() query-vnc()
  query-vnc-servers() query-xen-replication-status() query-yank() quit() remove-fd(fdset-id)
  replay-break(icount) replay-delete-break() replay-seek(icount) ringbuf-read(device)
  ringbuf-write(device) rtc-reset-reinjection() screendump(filename) send-key(keys) set-action
  set-numa-node(type) set-vcpu-dirty-limit(cpu-index?,dirty-rate) set_link(name)
  set_password(protocol) sev-inject-launch-secret(packet-header) snapshot-delete(job-id)
  snapshot-load(job-id) snapshot-save(job-id) stop() system_powerdown() system_reset()
  system_wakeup() trace-event-get-state(name) trace-event-set-state(name) transaction(actions)
  watchdog-set-action(action) x-blockdev-amend(job-id) x-blockdev-change(parent)
  x-blockdev-set-iothread(node-name) x-colo-lost-heartbeat()
  x-debug-block-dirty-bitmap-sha256(node) x-debug-query-block-graph() x-exit-preconfig()
  x-query-irq() x-query-jit() x-query-numa() x-query-ramblock() x-query-roms() x-query-usb()
  x-query-virtio() x-query-virtio-queue-element(path) x-query-virtio-queue-status(path)
  x-query-virtio-status(path) x-query-virtio-vhost-queue-status(path) xen-colo-do-checkpoint()
  xen-event-inject(port) xen-event-list() xen-load-devices-state(filename)
  xen-save-devices-state(filename) xen-set-global-dirty-log(enable) xen-set-replication(enable)
  yank(instances)
`,
    '8.2',
    '10.0',
    '11.1',
  ],
  [
    `
  cxl-add-dynamic-capacity(path) cxl-release-dynamic-capacity(path)
  blockdev-set-active(node-name?,active) device-sync-config(id) request-ebpf(id)
  x-query-interrupt-controllers()
  nbd-server-start(handshake-max-seconds?,tls-creds?,tls-authz?,max-connections?,addr)
  query-machines
`,
    '10.0',
    '11.1',
  ],
  ['query-block() query-migrationthreads() x-query-opcount()', '8.2', '10.0'],
  ['nbd-server-start(addr) query-machines() x-query-rdma()', '8.2'],
  [
    `
  dump-skeys(filename) inject-ghes-v2-error(cper) qom-list-get(paths) query-accelerators()
  query-block query-cpu-model-baseline(modela) query-cpu-model-comparison(modela)
  query-firmware-log query-gic-capabilities() query-s390x-cpu-polarization()
  set-cpu-topology(core-id) x-accel-stats()
`,
    '11.1',
  ],
];

/** The types of object-add. */
const objects: readonly Group[] = [
  [
    `
  authz-list authz-listfile authz-pam authz-simple can-bus can-host-socketcan colo-compare
  cryptodev-backend cryptodev-backend-builtin cryptodev-backend-lkcf cryptodev-vhost-user
  dbus-vmstate filter-buffer filter-dump filter-mirror filter-redirector filter-replay
  filter-rewriter input-barrier input-linux iothread main-loop memory-backend-epc
  memory-backend-file memory-backend-memfd memory-backend-ram pef-guest pr-manager-helper qtest
  rng-builtin rng-egd rng-random secret secret_keyring sev-guest thread-context s390-pv-guest
  throttle-group tls-creds-anon tls-creds-psk tls-creds-x509 tls-cipher-suites x-remote-object
  x-vfio-user-server
`,
    '8.2',
    '10.0',
    '11.1',
  ],
  [
    'sev-snp-guest acpi-generic-port memory-backend-shm iommufd acpi-generic-initiator',
    '10.0',
    '11.1',
  ],
  ['monitor-hmp monitor-qmp tdx-guest', '11.1'],
];

const namesOf = (groups: readonly Group[], release: Release): readonly string[] =>
  groups
    .filter(([, ...releases]) => releases.includes(release))
    .flatMap(([names]) => names.trim().split(/\s+/));

function described(text: string): [name: string, needs: Needs] {
  const [name = '', list] = text.replace(')', '').split('(');
  if (list === undefined) return [name, { kind: 'unknown' }];
  const names = list.split(',').map((member) => member.replace('?', ''));
  const first = names.at(-1) ?? '';
  return [
    name,
    first === '' ? { kind: 'none' } : { kind: 'some', first, before: names.slice(0, -1) },
  ];
}

const byRelease = <T>(make: (release: Release) => T): Readonly<Record<Release, T>> => ({
  '8.2': make('8.2'),
  '10.0': make('10.0'),
  '11.1': make('11.1'),
});

/** The commands that a release of QEMU has, by name. */
export const knownCommands = byRelease(
  (release): ReadonlyMap<string, Needs> => new Map(namesOf(commands, release).map(described)),
);

/** The types that object-add of a release takes. */
export const objectTypes = byRelease((release) => namesOf(objects, release));
