const source = 'memdev=mem0 host=0000:0d:00.0 serial={serial:u64}';

const header = 'time={time:u64} uuid={uuid:uuid} len={recordLength:dec}';

/** Handles are hexadecimal, without 0x. */
const handles =
  "flags='{flags:recordFlags}' handle={handle:bare} related_handle={relatedHandle:bare}";

const maintenance = 'maint_op_class={maintClass:dec} maint_op_sub_class={maintSubClass:dec}';

const heads = 'ld_id={ldId:dec} head_id={headId:dec}';

/** What every series traces of a record before its own fields. */
const record = `cxl_dynamic_capacity: ${source} log=0x4 : ${header} ${handles} ${maintenance} ${heads}`;

const type = "event_type='{type:eventType}' host_id='{hostId:dec}'";

const extent =
  'starting_dpa={start:bare} length={length:bare} tag={tag:uuid} shared_extent_sequence={sequence:dec}';

/** One a read of the log in which the device said that records were lost, after the records of that read. */
const overflow = {
  by: 'plain',
  format: `cxl_overflow: ${source}: log=0x4 : {count:dec} records from {first:u64} to {last:u64}`,
} as const;

/**
 * The tracepoints of each series. One line a record, before the lines that the record leads to; the More flag is in
 * none. The log has no name in them, only its number.
 */
export const traceLines = {
  /** The index is that of an updated region; 255 in records of other types. */
  v11: {
    record: {
      by: 'plain',
      format: `${record} : ${type} updated_region_index='{region:dec}' ${extent}`,
    },
    overflow,
  },
  /** From the source: the recordings of v9 trace as v11 does. */
  v9: {
    record: { by: 'plain', format: `${record} : ${type} partition_id='{region:dec}' ${extent}` },
    overflow,
  },
} as const;
