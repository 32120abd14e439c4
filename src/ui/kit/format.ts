/** Addresses and sizes are written by the model, and everywhere alike. */
export { hex as hexGrouped, iec } from '../../model/units';
