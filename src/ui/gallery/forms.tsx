/** The gallery's part on forms: every field, empty, filled in and wrong. */
import { emptyForm, type FormState } from '#platform/forms.ts'
import {
  Button,
  Checkbox,
  Checkboxes,
  Choice,
  DateField,
  Field,
  Fieldset,
  FileField,
  FilterPanel,
  Form,
  Radios,
} from '../index.tsx'
import { Shown } from './shown.tsx'

const SIZES = [
  { value: 'small', label: 'Small', hint: 'Up to 10,000 inhabitants' },
  { value: 'medium', label: 'Medium', hint: 'Up to 50,000' },
  { value: 'large', label: 'Large' },
]
const TOPICS = [
  { value: 'roads', label: 'Roads' },
  { value: 'schools', label: 'Schools' },
  { value: 'water', label: 'Water' },
]
const COUNTRIES = [
  {
    group: 'Europe',
    options: [
      { value: 'MK', label: 'North Macedonia' },
      { value: 'BG', label: 'Bulgaria' },
      { value: 'UA', label: 'Ukraine' },
    ],
  },
  { group: 'Asia', options: [{ value: 'KG', label: 'Kyrgyzstan' }] },
]

const filled = emptyForm({
  title: 'Safe routes to school',
  size: 'medium',
  topics: ['roads', 'schools'],
  country: 'MK',
  day: '2026-03-12',
})
const wrong: FormState = {
  ...emptyForm({ wrongTitle: 'Map', wrongMail: 'ana at example', wrongSummary: 'x'.repeat(130) }),
  errors: {
    wrongTitle: 'Write at least 5 characters.',
    wrongMail: 'Write an e-mail address such as ime@opstina.example.',
    wrongSummary: 'Write at most 120 characters.',
    wrongSize: 'Choose one of the options.',
    wrongCountry: 'Choose one of the options.',
    wrongConsent: 'Fill in this field.',
    '': 'Another person changed this text meanwhile. Compare before saving.',
  },
}

/** The form with errors has names of its own: an id stands on a page only once. */
export const FormsShown = () => (
  <>
    <Shown name="Form, filled in">
      <Form
        action="#forms"
        form={filled}
        submit="Send for review"
        more={<Button variant="secondary">Save draft</Button>}
      >
        <Field form={filled} name="title" label="Title" hint="What was done, in one line." required maxlength={120} />
        <Field form={filled} name="summary" label="Summary" rows={4} maxlength={600} />
        <Fieldset legend="Where and when" hint="As precisely as you know.">
          <Choice form={filled} name="country" label="Country" required options={COUNTRIES} />
          <DateField form={filled} name="day" label="Day of the decision" />
          <Radios form={filled} name="size" label="Size of the municipality" required options={SIZES} />
        </Fieldset>
        <Checkboxes form={filled} name="topics" label="Topics" hint="Choose up to three." required options={TOPICS} />
        <Field form={filled} name="cost" label="Cost" prefix="MKD" inputmode="decimal" size={12} />
        <Field form={filled} name="share" label="Own share" suffix="%" inputmode="decimal" size={5} />
        <FileField form={filled} name="files" label="Files" hint="PDF, pictures, tables." multiple most={10_000_000} />
        <Field form={filled} name="fixed" label="Cannot be changed here" readonly required />
        <Checkbox form={filled} name="consent" label="The people named agree to be named." required />
      </Form>
    </Shown>
    <Shown name="Form with errors" note="The summary takes the focus and leads to each field.">
      <Form action="#forms" form={wrong} submit="Send for review">
        <Field form={wrong} name="wrongTitle" label="Title" hint="What was done, in one line." required />
        <Field form={wrong} name="wrongMail" label="E-mail address" type="email" autocomplete="email" required />
        <Field form={wrong} name="wrongSummary" label="Summary" rows={3} maxlength={120} required />
        <Choice form={wrong} name="wrongCountry" label="Country" required options={COUNTRIES} />
        <Radios form={wrong} name="wrongSize" label="Size of the municipality" required options={SIZES} />
        <Checkbox form={wrong} name="wrongConsent" label="The people named agree to be named." required />
      </Form>
    </Shown>
    <Shown name="FilterPanel" note="On a phone a button opens it as a sheet.">
      <FilterPanel action="#forms" active={2} clearHref="#forms">
        <Field form={emptyForm()} name="q" label="Words" type="search" />
        <Choice form={filled} name="filterCountry" label="Country" options={COUNTRIES} />
        <Checkboxes form={emptyForm({ filterTopics: 'roads' })} name="filterTopics" label="Topics" options={TOPICS} />
      </FilterPanel>
    </Shown>
  </>
)
