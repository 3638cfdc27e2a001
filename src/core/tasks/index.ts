/** What modules use of tasks. Deadlines are computed by the module whose rule they follow. */
export {
  addTask,
  addTasks,
  type ForWhom,
  finishTasks,
  isTaskFor,
  type NewTask,
  tasksFor,
  type WaitingTask,
} from './tasks.ts'
