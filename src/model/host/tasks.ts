import { hostWith, type HostState, type SeenExtent, type Task } from './host-state';

export type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>;

/** Work that the host goes on with before it looks at the next event record. */
export const urgentTask = ({ tasks }: HostState): Task | undefined =>
  tasks.find((task) => task.kind === 'respond' || (task.kind === 'release' && task.urgent));

/** The host with a task replaced by what is left of it. */
export const withRest = (host: HostState, task: Task, rest: readonly Task[]): HostState =>
  hostWith(host, { tasks: host.tasks.flatMap((other) => (other === task ? rest : [other])) });

/** The host with more extents to give back; urgent ones stand before its other work. */
export function withReleases(
  host: HostState,
  extents: readonly SeenExtent[],
  why: { readonly because: string; readonly rule: string; readonly urgent: boolean },
): HostState {
  if (extents.length === 0) return host;
  const task = { kind: 'release', extents, ...why } as const;
  const tasks = why.urgent ? [task, ...host.tasks] : [...host.tasks, task];
  return hostWith(host, { tasks });
}
