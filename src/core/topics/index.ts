/** The door of topics for other modules. */
export { chosenTopics, MOST_TOPICS } from './forms.ts'
export { findTopics, type TopicGroup, topicName, topicPath, topicTree } from './naming.ts'
export { registerTopicParts } from './parts.ts'
export { TopicPicker, type TopicPickerProps, TopicTags } from './picker.tsx'
export {
  addTopics,
  findTopic,
  listTopics,
  narrowerOf,
  setTopics,
  type TopicLine,
  type TopicName,
  topicsOf,
} from './queries.ts'
export { loadTopics } from './reference.ts'
