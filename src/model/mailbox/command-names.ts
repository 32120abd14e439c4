/** Names of commands that QEMU has and that are not modelled (CXL r3.1 8.2.9 and 7.6.7). */
export const commandNames: ReadonlyMap<number, string> = new Map([[0x0600, 'Perform Maintenance']]);
