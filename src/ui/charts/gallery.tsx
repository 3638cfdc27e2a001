/** Every chart and map in every state: empty, one value, missing, negative, many, long names. For whoever builds with them. */
import { Bars } from './gallery-bars.tsx'
import { Lines, Profiles } from './gallery-lines.tsx'
import { Maps } from './gallery-maps.tsx'
import { Spreads } from './gallery-spreads.tsx'

export const ChartGallery = () => (
  <div lang="en">
    <Bars />
    <Lines />
    <Profiles />
    <Spreads />
    <Maps />
  </div>
)
