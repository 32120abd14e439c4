/** A run that is there for everybody: shown on the first visit, or to start from. */
export interface Example {
  readonly id: string;
  /** The step it opens at. */
  readonly step: number;
  readonly text: string;
}

/**
 * Two clean accepts, a More chain first answered wrongly and then in part, a second offer refused, a release
 * asked for and given, an extent cut in two. The host's decoder covers half of region 0.
 */
const tour: Example = {
  id: 'tour',
  step: 11,
  text: `{"v":1,
"title":"Partial acceptance",
"device":{"profile":"qemu-11.1","id":"cxl-dcd0","staticMiB":256,"dcMiB":1024,"regions":2},
"host":{"twin":"linux-v11","decoder":[268435456,268435456]},
"actions":[
{"add":0,"extents":[[0,134217728],[134217728,33554432]]},
{"host":"next","times":4},
{"add":0,"extents":[[167772160,67108864],[234881024,33554432],[301989888,33554432]]},
{"add":1,"extents":[[0,67108864]]},
{"release":0,"extents":[[134217728,33554432]]},
{"host":"next"},
{"mailbox":"4802","in":"01000000000000000000001a0000000000000006000000000000000000000000"},
{"host":"next","times":5},
{"add":0,"extents":[[134217728,33554432],[301989888,33554432]]},
{"host":"next","times":4},
{"mailbox":"4803","in":"01000000000000000000001b0000000000000001000000000000000000000000"}
],
"queue":[]}`,
};

/** Every example, by id. */
export const examples: ReadonlyMap<string, Example> = new Map(
  [tour].map((example) => [example.id, example]),
);
