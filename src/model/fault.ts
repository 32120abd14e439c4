/** Why an access of a guest goes nowhere. */
export type Fault = 'noDecoder' | 'outside' | 'unbacked' | 'crossesRegion' | 'crossesStatic';
