/** Deadlines in working days, in the zone of the country, over weekends and changes of the clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reminderOf } from './rules.ts'
import { DAYS_TO_ANSWER, daysBetween, endOfWorkingDayAfter, workingDayAfter } from './working-days.ts'

test('ten working days after a Monday is the Monday two weeks on', () => {
  assert.equal(workingDayAfter(new Date('2026-11-23T08:00:00Z'), 10, 'Europe/Skopje').toString(), '2026-12-07')
})

test('a question asked on a Saturday counts from the Monday after', () => {
  assert.equal(workingDayAfter(new Date('2026-11-21T08:00:00Z'), 1, 'Europe/Skopje').toString(), '2026-11-23')
})

test('whoever answers in the evening of the last day is not late, also when the clock has changed', () => {
  const due = endOfWorkingDayAfter(new Date('2026-10-19T08:00:00Z'), DAYS_TO_ANSWER, 'Europe/Skopje')
  assert.equal(due.toISOString(), '2026-11-02T22:59:59.999Z')
})

test('the day is that of the country: late in the evening in Skopje it is tomorrow in Bishkek', () => {
  const asked = new Date('2026-11-23T20:00:00Z')
  assert.equal(workingDayAfter(asked, 1, 'Europe/Skopje').toString(), '2026-11-24')
  assert.equal(workingDayAfter(asked, 1, 'Asia/Bishkek').toString(), '2026-11-25')
  assert.equal(daysBetween(asked, new Date('2026-11-26T20:00:00Z'), 'Europe/Skopje'), 3)
})

test('authors are reminded after seven days and on the last, then the editors are told, each once', () => {
  const askedAt = new Date('2026-11-23T08:00:00Z')
  const due = endOfWorkingDayAfter(askedAt, DAYS_TO_ANSWER, 'Europe/Skopje')
  const on = (day: string, reminders: number) =>
    reminderOf({ askedAt, due, reminders, country: 'mk' }, new Date(`${day}T04:00:00Z`))
  assert.equal(on('2026-12-01', 0), undefined)
  assert.equal(on('2026-12-02', 0), 'first')
  assert.equal(on('2026-12-03', 1), undefined)
  assert.equal(on('2026-12-07', 1), 'due')
  assert.equal(on('2026-12-07', 2), undefined)
  assert.equal(on('2026-12-08', 2), 'unanswered')
  assert.equal(on('2026-12-09', 3), undefined)
  // After an outage of a week only what counts now is done.
  assert.equal(on('2026-12-08', 0), 'unanswered')
})
