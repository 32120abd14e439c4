import { hostWith, type HostState, type Task } from './host-state';

export type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>;

/** Work that the host goes on with before it looks at the next event record. */
export const urgentTask = ({ tasks }: HostState): Task | undefined =>
  tasks.find(({ kind }) => kind !== 'scan');

/** The host with a task replaced by what is left of it. */
export const withRest = (host: HostState, task: Task, rest: readonly Task[]): HostState =>
  hostWith(host, { tasks: host.tasks.flatMap((other) => (other === task ? rest : [other])) });

/** A new search for the extents that a region has already. */
export const newScan = (region: number): TaskOf<'scan'> => ({
  kind: 'scan',
  region,
  tries: 1,
  promised: undefined,
  found: [],
  read: 0,
  error: 0,
});
